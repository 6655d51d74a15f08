package io.timecoin.gateway.peers;

import io.timecoin.gateway.peers.connection.GreetingHost;
import io.timecoin.gateway.peers.connection.PeerConnection;
import io.timecoin.gateway.peers.dial.Dialer;
import io.timecoin.gateway.peers.hello.HelloRules;
import io.timecoin.gateway.peers.hello.HelloVerdict;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.identity.CertificateCheck;
import io.timecoin.gateway.peers.identity.CertificateVerdict;
import io.timecoin.gateway.peers.limits.BanList;
import io.timecoin.gateway.peers.limits.BanSubject;
import io.timecoin.gateway.peers.table.Admission;
import io.timecoin.gateway.peers.table.PeerTable;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import java.security.cert.Certificate;
import java.time.InstantSource;
import java.util.Optional;

/** Which connections this node greets and takes for peers (PROTOCOL §9). Thread-safe. */
final class Reception implements GreetingHost<PeerConnection> {
  private final LocalNode self;
  private final PeerSettings settings;
  private final InstantSource clock;
  private final HelloRules rules;
  private final PeerTable<PeerConnection> table;
  private final Dialer dialer;

  Reception(
      LocalNode self,
      PeerSettings settings,
      InstantSource clock,
      PeerTable<PeerConnection> table,
      Dialer dialer,
      BanList bans) {
    this.self = self;
    this.settings = settings;
    this.clock = clock;
    this.table = table;
    this.dialer = dialer;
    this.rules =
        new HelloRules(
            self.network(),
            self.genesisHash(),
            self.committee(),
            self.key().publicKey(),
            key -> bans.find(new BanSubject.Node(key)).isPresent());
  }

  @Override
  public CertificateVerdict judge(Certificate[] chain) {
    return CertificateCheck.judge(chain, clock.instant());
  }

  @Override
  public Optional<Refusal> greet(PeerConnection connection) {
    if (!connection.outbound()) {
      return Optional.empty();
    }
    dialer.met(connection.address(), connection.nodeKey());
    return table.claim(connection);
  }

  @Override
  public Hello hello() {
    return self.hello(settings, clock.instant());
  }

  @Override
  public HelloVerdict judge(Hello hello, PublicKey nodeKey) {
    return rules.judge(hello, nodeKey, clock.instant());
  }

  @Override
  public Admission<PeerConnection> admit(PeerConnection connection, HelloVerdict.Good hello) {
    return table.admit(connection, hello.statement().map(NodeStatement::consensusKey));
  }
}
