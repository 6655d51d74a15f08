package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.hello.HelloVerdict;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.identity.CertificateVerdict;
import io.timecoin.gateway.peers.table.Admission;
import io.timecoin.gateway.peers.table.Contender;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The exchange of Hellos (PROTOCOL §9), and who the other end is by it. Says Hello and nothing
 * else; what follows from a refusal is the connection's matter. Its steps are one thread's at a
 * time, what it has learnt may be asked by any.
 *
 * @param <C> what asks for a place among the peers
 */
final class Greeting<C extends Contender> {
  private final GreetingHost<C> host;
  private final C self;
  private final Consumer<PeerMessage> out;
  private volatile PublicKey nodeKey;
  private volatile HelloVerdict.Good hello;

  /**
   * @param self that is greeting: the host may ask it for its node key as soon as the certificate
   *     is good
   * @param out takes this node's Hello
   */
  Greeting(GreetingHost<C> host, C self, Consumer<PeerMessage> out) {
    this.host = host;
    this.self = self;
    this.out = out;
  }

  /**
   * TLS is up: looks at the other end's certificate and says Hello.
   *
   * @return why it said none
   */
  Optional<Admission.Refused<C>> begin(Certificate[] chain) {
    return switch (host.judge(chain)) {
      case CertificateVerdict.Accepted(PublicKey key) -> {
        nodeKey = key;
        Optional<Refusal> refused = host.greet(self);
        if (refused.isEmpty()) {
          out.accept(PeerMessage.newBuilder().setHello(host.hello()).build());
        }
        yield refused.map(code -> refused(code, "node key %s".formatted(key)));
      }
      case CertificateVerdict.Refused(var defect, var detail) ->
          Optional.of(refused(Refusal.BAD_CERTIFICATE, defect + ": " + detail));
    };
  }

  /** The other end's first frame, which must be its Hello. */
  Admission<C> hear(PeerMessage first) {
    if (!first.hasHello()) {
      return refused(Refusal.NO_HELLO, "the first frame is %s".formatted(MessageKind.of(first)));
    }
    return switch (host.judge(first.getHello(), nodeKey)) {
      case HelloVerdict.Refused(Refusal code, String detail) -> refused(code, detail);
      case HelloVerdict.Good good -> {
        hello = good;
        yield host.admit(self, good);
      }
    };
  }

  private Admission.Refused<C> refused(Refusal code, String detail) {
    return new Admission.Refused<>(code, detail, Optional.empty());
  }

  /** The other end's, once its certificate was good; null before. */
  PublicKey nodeKey() {
    return nodeKey;
  }

  /** What the other end has said of itself, once that was good. */
  Optional<HelloVerdict.Good> hello() {
    return Optional.ofNullable(hello);
  }

  /** By which member's statement it speaks, if it does. */
  Optional<NodeStatement> statement() {
    return hello().flatMap(HelloVerdict.Good::statement);
  }
}
