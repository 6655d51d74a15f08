package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.devnet.suite.KeyFiles;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.gateway.peers.identity.TestCertificates;
import io.timecoin.gateway.testing.RawPeer;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Goodbye;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Peers whose certificate, Hello or statement does not hold: the peer is told why, and the operator
 * of the running gateway reads the same in its log.
 */
abstract class RefusedPeers {
  private static final Duration LOG_LIMIT = Duration.ofSeconds(10);
  private static final Duration STATED = Duration.ofDays(1);

  private final RunningDevnet devnet;

  RefusedPeers(RunningDevnet devnet) {
    this.devnet = devnet;
  }

  /** What is wrong, and the name that it has. */
  enum Flaw {
    GENESIS("WRONG_GENESIS"),
    MAGIC("WRONG_MAGIC"),
    VERSION("WRONG_VERSION"),
    NODE_KEY("WRONG_NODE_KEY"),
    EXPIRED_CERTIFICATE("BAD_CERTIFICATE"),
    FOREIGN_CERTIFICATE("BAD_CERTIFICATE"),
    STATEMENT_FOR_ANOTHER_KEY("BAD_STATEMENT"),
    EXPIRED_STATEMENT("EXPIRED_STATEMENT"),
    STATEMENT_OF_NO_MEMBER("FOREIGN_MEMBER");

    private final String code;

    Flaw(String code) {
      this.code = code;
    }
  }

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void isRefusedWithAReasonThatBothOperatorsCanRead(Flaw flaw) throws Exception {
    NodeKey key = newKey();
    try (RawPeer peer = RawPeer.connect(address(), key, certificate(flaw, key))) {
      Goodbye farewell = tellAndListen(flaw, key, peer);

      assertThat(farewell.getCode()).isEqualTo(flaw.code);
      assertThat(farewell.getDetail()).isNotBlank();
      assertThat(peer.isClosed()).isTrue();
      Poll.untilTrue(
          "%s: %s in the gateway's log".formatted(farewell.getCode(), farewell.getDetail()),
          LOG_LIMIT,
          () -> isLogged(farewell.getCode() + ": " + farewell.getDetail()));
    }
  }

  private Goodbye tellAndListen(Flaw flaw, NodeKey key, RawPeer peer) throws IOException {
    return switch (flaw) {
      // The certificate is judged first.
      case EXPIRED_CERTIFICATE, FOREIGN_CERTIFICATE -> peer.farewell();
      default -> peer.send(hello(flaw, key)).farewell();
    };
  }

  private static X509Certificate certificate(Flaw flaw, NodeKey key) {
    return switch (flaw) {
      case EXPIRED_CERTIFICATE -> TestCertificates.expired(key);
      case FOREIGN_CERTIFICATE -> TestCertificates.signedBy(key.publicKey(), newKey());
      default -> TestCertificates.good(key);
    };
  }

  private Hello.Builder hello(Flaw flaw, NodeKey key) {
    Hello.Builder hello = RawPeer.hello(Network.DEVNET, devnet.genesis().hash(), key);
    Instant later = Instant.now().plus(STATED);
    return switch (flaw) {
      case GENESIS -> hello.setGenesisHash(ByteString.copyFrom(new byte[32]));
      case MAGIC -> hello.setMagic(ByteString.copyFrom(new byte[4]));
      case VERSION -> hello.setProtocolVersion(2);
      case NODE_KEY -> RawPeer.hello(Network.DEVNET, devnet.genesis().hash(), newKey());
      case STATEMENT_FOR_ANOTHER_KEY ->
          hello.setStatement(statement(newKey(), memberKey(), later).toProto());
      case EXPIRED_STATEMENT ->
          hello.setStatement(statement(key, memberKey(), Instant.now().minusSeconds(60)).toProto());
      case STATEMENT_OF_NO_MEMBER ->
          hello.setStatement(statement(key, KeyPair.generate(new SecureRandom()), later).toProto());
      case EXPIRED_CERTIFICATE, FOREIGN_CERTIFICATE -> hello;
    };
  }

  private NodeStatement statement(NodeKey node, KeyPair consensus, Instant until) {
    return NodeStatement.sign(devnet.genesis().hash(), node.publicKey(), consensus, until);
  }

  private KeyPair memberKey() {
    return KeyFiles.read(devnet.node(2).masternode().folder().keys().resolve("consensus.key"));
  }

  private HostAndPort address() {
    return new HostAndPort("127.0.0.1", devnet.node(1).masternode().peersPort());
  }

  private boolean isLogged(String reason) {
    try {
      return Files.readString(devnet.node(1).service(ServiceKind.GATEWAY).log()).contains(reason);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static NodeKey newKey() {
    return new NodeKey(KeyPair.generate(new SecureRandom()));
  }
}
