package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Ping;

/**
 * What a connection asks of the node it belongs to, and tells it; called by its serial tasks. Who
 * becomes a peer is the {@link GreetingHost}'s to say.
 */
public interface ConnectionHost {
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
