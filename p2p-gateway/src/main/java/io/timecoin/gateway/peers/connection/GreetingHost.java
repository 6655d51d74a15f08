package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.hello.HelloVerdict;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.identity.CertificateVerdict;
import io.timecoin.gateway.peers.table.Admission;
import io.timecoin.gateway.peers.table.Contender;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import java.security.cert.Certificate;
import java.util.Optional;

/**
 * What an exchange of Hellos asks of the node, in the order in which it does.
 *
 * @param <C> what asks for a place among the peers
 */
public interface GreetingHost<C extends Contender> {
  CertificateVerdict judge(Certificate[] chain);

  /** The other end's key is known, nothing has been said: why it is not to be greeted. */
  Optional<Refusal> greet(C connection);

  /** What this node says of itself. */
  Hello hello();

  /**
   * Judges what the other end says of itself.
   *
   * @param nodeKey of its certificate
   */
  HelloVerdict judge(Hello hello, PublicKey nodeKey);

  Admission<C> admit(C connection, HelloVerdict.Good hello);
}
