package io.timecoin.gateway.peers;

import static io.timecoin.gateway.peers.PeerNodeTest.await;
import static io.timecoin.gateway.peers.TestNetwork.key;
import static io.timecoin.gateway.peers.TestNetwork.member;
import static io.timecoin.gateway.peers.TestNetwork.rawHello;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.peers.TestNetwork.Node;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.gateway.peers.identity.TestCertificates;
import io.timecoin.gateway.peers.limits.BanSubject;
import io.timecoin.gateway.testing.RawPeer;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Ping;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Peers that lie, send bombs or fall silent over real TLS: each is refused by a name that its
 * operator can read, and the honest peer of the same address goes on (PROTOCOL §9).
 */
class RefusedPeerTest {
  private static final NodeKey KEY = key(9);

  private Node node;
  private Node honest;

  @BeforeEach
  void start() {
    node =
        new Node(
                member(key(1)),
                TestNetwork.settings(
                    Optional.of(new HostAndPort("127.0.0.1", 0)), TestNetwork.tight()))
            .started();
    honest = new Node(TestNetwork.stranger(key(2)), TestNetwork.dialling(node.address())).started();
    await("the honest peer is connected", () -> honest.node.connected().size() == 1);
  }

  @AfterEach
  void theHonestPeerIsStillServed() {
    await("still connected", () -> honest.node.connected().size() == 1);
    Peer peer = honest.node.connected().getFirst();
    assertThat(honest.meter.of("dial failed")).isZero();
    assertThat(honest.node.send(peer, Lane.URGENT, announcement(1))).isTrue();
    await("heard", () -> node.heard.events().contains("ANNOUNCEMENT 0"));
    assertThat(honest.heard.events()).doesNotContain("disconnected");
    honest.close();
    node.close();
  }

  private RawPeer connect(NodeKey key) throws IOException {
    return RawPeer.connect(node.address(), key, TestCertificates.good(key));
  }

  /** A peer whose Hello was good. */
  private RawPeer greeted() throws IOException {
    RawPeer peer = connect(KEY).send(rawHello(KEY));
    assertThat(peer.receive().hasHello()).isTrue();
    await("two peers", () -> node.node.connected().size() == 2);
    return peer;
  }

  private static PeerMessage announcement(int hashes) {
    var announcement = Announcement.newBuilder();
    for (int i = 0; i < hashes; i++) {
      announcement.addWtxids(ByteString.copyFrom(new byte[32]));
    }
    return PeerMessage.newBuilder().setAnnouncement(announcement).build();
  }

  private static byte[] frame(int flags, byte[] payload) {
    return ByteBuffer.allocate(5 + payload.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(payload.length + 1)
        .put((byte) flags)
        .put(payload)
        .array();
  }

  private void assertRefused(String code, Hello.Builder hello) throws IOException {
    try (RawPeer peer = connect(KEY)) {
      assertThat(peer.send(hello).goodbye()).isEqualTo(code);
      assertThat(peer.isClosed()).isTrue();
    }
    await("counted", () -> node.meter.of("ended " + code) == 1);
    assertThat(node.heard.events()).containsOnlyOnce("connected false");
  }

  @Test
  void wrongVersion() throws IOException {
    assertRefused("WRONG_VERSION", rawHello(KEY).setProtocolVersion(2));
  }

  @Test
  void wrongMagic() throws IOException {
    assertRefused("WRONG_MAGIC", rawHello(KEY).setMagic(ByteString.copyFrom(new byte[4])));
  }

  @Test
  void wrongGenesis() throws IOException {
    assertRefused("WRONG_GENESIS", rawHello(KEY).setGenesisHash(Fixtures.bytes(Hash256.ZERO)));
  }

  @Test
  void anotherNodesKey() throws IOException {
    assertRefused("WRONG_NODE_KEY", rawHello(key(8)));
  }

  @Test
  void thisNodesOwnKey() throws IOException {
    try (RawPeer peer = connect(key(1))) {
      assertThat(peer.send(rawHello(key(1))).goodbye()).isEqualTo("SELF");
    }
  }

  @Test
  void aStatementForAnotherNodeKey() throws IOException {
    assertRefused(
        "BAD_STATEMENT",
        rawHello(KEY).setStatement(TestNetwork.statement(key(8), Fixtures.MEMBER).toProto()));
  }

  @Test
  void anExpiredStatement() throws IOException {
    var expired =
        NodeStatement.sign(
            Fixtures.GENESIS.hash(),
            KEY.publicKey(),
            Fixtures.MEMBER,
            Instant.now().minusSeconds(5));
    assertRefused("EXPIRED_STATEMENT", rawHello(KEY).setStatement(expired.toProto()));
  }

  @Test
  void aStatementOfNobodyInTheCommittee() throws IOException {
    KeyPair foreign = KeyPair.fromSeed(new byte[32]);
    assertRefused(
        "FOREIGN_MEMBER",
        rawHello(KEY).setStatement(TestNetwork.statement(KEY, foreign).toProto()));
  }

  @Test
  void somethingElseThanAHello() throws IOException {
    try (RawPeer peer = connect(KEY)) {
      assertThat(peer.send(announcement(1)).goodbye()).isEqualTo("NO_HELLO");
    }
  }

  @Test
  void anExpiredCertificate() throws IOException {
    try (RawPeer peer = RawPeer.connect(node.address(), KEY, TestCertificates.expired(KEY))) {
      assertThat(peer.goodbye()).isEqualTo("BAD_CERTIFICATE");
    }
    await("counted", () -> node.meter.of("ended BAD_CERTIFICATE") == 1);
  }

  @Test
  void aCertificateSignedByAnother() throws IOException {
    var foreign = TestCertificates.signedBy(KEY.publicKey(), key(8));
    try (RawPeer peer = RawPeer.connect(node.address(), KEY, foreign)) {
      assertThat(peer.goodbye()).isEqualTo("BAD_CERTIFICATE");
    }
  }

  @Test
  void aCertificateOfAnotherKind() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    var pair = generator.generateKeyPair();
    try (RawPeer peer =
        new RawPeer(node.address(), pair.getPrivate(), TestCertificates.elliptic(pair))) {
      assertThat(peer.goodbye()).isEqualTo("BAD_CERTIFICATE");
    }
  }

  @Test
  void noCertificate() throws IOException {
    try (RawPeer peer = new RawPeer(node.address(), null)) {
      assertThat(peer.isClosed()).isTrue();
    }
    await("counted", () -> node.meter.of("ended TLS") == 1);
  }

  @Test
  void fourGibibytesAreNotWaitedForBeforeTheHello() throws IOException {
    try (RawPeer peer = connect(KEY)) {
      peer.send(new byte[] {-1, -1, -1, -1, 0});
      assertThat(peer.goodbye()).isEqualTo("NO_HELLO");
    }
  }

  @Test
  void zipBombsEndInABanThatOutlivesTheConnection() throws IOException {
    byte[] bomb = frame(1, Zstd.compress(new byte[(16 << 20) + 1]));
    assertThat(bomb.length).isLessThan(4_096);
    try (RawPeer peer = greeted()) {
      peer.send(bomb).send(bomb);
      assertThat(peer.goodbye()).isEqualTo("BANNED");
    }
    assertThat(node.meter.of("misbehaved OVERSIZED")).isEqualTo(2);
    try (RawPeer peer = connect(KEY)) {
      assertThat(peer.send(rawHello(KEY)).goodbye()).isEqualTo("BANNED");
    }
    assertThat(node.node.steering().bans())
        .singleElement()
        .satisfies(
            ban -> assertThat(ban.subject()).isEqualTo(new BanSubject.Node(KEY.publicKey())));
    node.node.steering().liftAll();
    greeted().close();
  }

  @Test
  void millionsOfEmptyFieldsBecomeNoObjects() throws IOException {
    // transactions { transactions: "" } as often as fits: two bytes each.
    byte[] inner = new byte[8 << 20];
    for (int i = 0; i < inner.length; i += 2) {
      inner[i] = 0x0A;
    }
    byte[] message =
        PeerMessage.newBuilder()
            .setTransactions(Transactions.getDefaultInstance())
            .build()
            .toByteArray();
    var payload = ByteString.newOutput();
    payload.write(message[0]);
    var coded = com.google.protobuf.CodedOutputStream.newInstance(payload, 16);
    coded.writeUInt32NoTag(inner.length);
    coded.flush();
    payload.write(inner);
    try (RawPeer peer = greeted()) {
      byte[] bomb = frame(1, Zstd.compress(payload.toByteString().toByteArray()));
      peer.send(bomb).send(bomb);
      assertThat(peer.goodbye()).isEqualTo("BANNED");
    }
    assertThat(node.meter.of("misbehaved OVERSIZED")).isEqualTo(2);
  }

  @Test
  void answersThatNobodyAskedForAreAMisdeed() throws IOException {
    try (RawPeer peer = greeted()) {
      peer.send(
          PeerMessage.newBuilder()
              .setRequestId(5)
              .setTransactions(Transactions.getDefaultInstance())
              .build());
      await("counted", () -> node.meter.of("misbehaved EMPTY_PROMISE") == 1);
    }
  }

  @Test
  void whoFallsSilentIsLetGo() throws IOException {
    try (RawPeer peer = greeted()) {
      // Reads, and answers no ping.
      assertThat(peer.goodbye()).isEqualTo("SILENT");
    }
  }

  @Test
  void aFrameThatNeverEndsIsNotWaitedFor() throws Exception {
    Thread trickle;
    try (RawPeer peer = greeted()) {
      peer.send(new byte[] {0, 0, 10, 0, 0});
      trickle =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      while (true) {
                        peer.send(new byte[1]);
                        PeerNodeTest.sleep(100);
                      }
                    } catch (IOException e) {
                      // The other end has had enough.
                    }
                  });
      assertThat(peer.goodbye()).isEqualTo("STALLED");
    }
    assertThat(trickle.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void aPingOfAStrangerTellsNothing() throws IOException {
    try (RawPeer peer = greeted()) {
      peer.send(
          PeerMessage.newBuilder()
              .setPing(
                  Ping.newBuilder()
                      .setLastSequence(99)
                      .setLastDigest(Fixtures.bytes(Fixtures.GENESIS.hash())))
              .build());
      while (!peer.receive().hasPong()) {
        // The ping of the other end, and its own.
      }
    }
    assertThat(node.heard.events()).doesNotContain("status 99");
  }

  @Test
  void whoConnectsAnewTakesTheOldOnesPlace() throws IOException {
    try (RawPeer first = greeted();
        RawPeer second = connect(KEY).send(rawHello(KEY))) {
      assertThat(first.goodbye()).isEqualTo("REPLACED");
      assertThat(second.receive().hasHello()).isTrue();
      await("two peers", () -> node.node.connected().size() == 2);
    }
  }

  @Test
  void strangersOfOneAddressAreBounded() throws IOException {
    var peers = new java.util.ArrayList<RawPeer>();
    try {
      // Four of one address, one of which is the honest peer.
      for (int i = 0; i < 3; i++) {
        NodeKey each = key(20 + i);
        peers.add(connect(each).send(rawHello(each)));
        assertThat(peers.getLast().receive().hasHello()).isTrue();
      }
      await("four peers", () -> node.node.connected().size() == 4);
      NodeKey more = key(30);
      try (RawPeer fifth = connect(more).send(rawHello(more))) {
        assertThat(fifth.goodbye()).isEqualTo("TOO_MANY");
      }
      NodeKey speaks = key(31);
      try (RawPeer ofMember =
          connect(speaks)
              .send(
                  rawHello(speaks)
                      .setStatement(TestNetwork.statement(speaks, Fixtures.MEMBER).toProto()))) {
        assertThat(ofMember.receive().hasHello()).isTrue();
        await("a member is always taken", () -> node.node.connected().size() == 5);
      }
    } finally {
      for (RawPeer peer : peers) {
        peer.close();
      }
    }
  }
}
