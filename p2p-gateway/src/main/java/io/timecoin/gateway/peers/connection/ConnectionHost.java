package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.hello.HelloVerdict;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.identity.CertificateVerdict;
import io.timecoin.gateway.peers.table.Admission;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Ping;
import java.security.cert.Certificate;
import java.util.Optional;

/** What a connection asks of the node it belongs to; called by its serial tasks. */
public interface ConnectionHost {
  CertificateVerdict judge(Certificate[] chain);

  /** The other end's key is known, nothing has been said: why it is not to be greeted. */
  Optional<Refusal> greet(PeerConnection connection);

  Hello hello();

  HelloVerdict judge(PeerConnection connection, Hello hello);

  Admission<PeerConnection> admit(PeerConnection connection, HelloVerdict.Good hello);

  /** It has become a peer. */
  void opened(PeerConnection connection);

  /** Neither of the connection itself nor an answer. */
  void received(PeerConnection connection, PeerMessage message);

  /** The other end has said where its chain ends. */
  void status(PeerConnection connection, long sequence, byte[] digest);

  /** Peers it was asked for and knows. */
  PeerMessage peers();

  void misbehaved(PeerConnection connection, Misbehaviour what, String detail);

  Ping ping();

  /** The channel is closed; the last call. */
  void closed(PeerConnection connection, boolean wasOpen);
}
