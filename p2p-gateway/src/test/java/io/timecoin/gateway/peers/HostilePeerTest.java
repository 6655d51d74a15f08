package io.timecoin.gateway.peers;

import static io.timecoin.gateway.peers.PeerNodeTest.await;
import static io.timecoin.gateway.peers.PeerNodeTest.sleep;
import static io.timecoin.gateway.peers.TestNetwork.key;
import static io.timecoin.gateway.peers.TestNetwork.listening;
import static io.timecoin.gateway.peers.TestNetwork.rawHello;
import static io.timecoin.gateway.peers.TestNetwork.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.TestNetwork.Node;
import io.timecoin.gateway.peers.frame.Frames;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.gateway.peers.limits.BanSubject;
import io.timecoin.gateway.testing.RawPeer;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.StatusQuestion;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers over real TLS that do not do what a node does; the others must not feel it. */
class HostilePeerTest {
  private static final ByteString WTXID = ByteString.copyFrom(new byte[32]);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Node start(NodeKey key, PeerSettings settings) {
    Node node = new Node(stranger(key), settings);
    open.add(node);
    return node.started();
  }

  /** Pings are rare, so that they are not what is slowed down. */
  private static PeerTiming timing(Duration hello) {
    return new PeerTiming(
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        hello,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofMillis(500),
        Duration.ofMillis(50),
        Duration.ofMillis(400));
  }

  /** Little may wait for a peer, and a flood is not borne for long. */
  private static PeerLimits limits() {
    PeerLimits tight = TestNetwork.tight();
    return new PeerLimits(
        tight.maxInbound(),
        tight.maxInboundPerHost(),
        tight.maxPerMember(),
        tight.maxPending(),
        tight.maxPendingPerHost(),
        tight.maxOutbound(),
        tight.laneBytes(),
        tight.inboundBytes(),
        tight.openRequests(),
        1.0,
        Duration.ofMillis(50),
        tight.ban());
  }

  private static PeerSettings calm(
      Optional<HostAndPort> listen, Duration hello, HostAndPort... connect) {
    return new PeerSettings(
        listen, Optional.empty(), List.of(connect), false, true, "test/1", timing(hello), limits());
  }

  private static PeerSettings calmListening() {
    return calm(Optional.of(new HostAndPort("127.0.0.1", 0)), Duration.ofSeconds(5));
  }

  private static PeerSettings calmDialling(HostAndPort to) {
    return calm(Optional.empty(), Duration.ofSeconds(5), to);
  }

  private static PeerMessage announcement() {
    return PeerMessage.newBuilder()
        .setAnnouncement(Announcement.newBuilder().addWtxids(WTXID))
        .build();
  }

  /** Of a kind that may come five times a second. */
  private static PeerMessage question() {
    return PeerMessage.newBuilder().setStatusQuestion(StatusQuestion.getDefaultInstance()).build();
  }

  private static PeerMessage bulk(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    return PeerMessage.newBuilder()
        .setTransactions(Transactions.newBuilder().addTransactions(ByteString.copyFrom(noise)))
        .build();
  }

  private RawPeer raw(NodeKey key, Node to) throws IOException {
    RawPeer peer = RawPeer.connect(to.address(), key);
    open.add(peer);
    return peer;
  }

  /** One that has said a good Hello. */
  private RawPeer greeted(NodeKey key, Node to) throws IOException {
    return raw(key, to).send(rawHello(key));
  }

  private static byte[] length(long length) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) length).array();
  }

  @Test
  void whoFloodsIsSlowedDownThenBannedAndTheOthersGoOn() {
    Node one = start(key(1), calmListening());
    Node flooder = start(key(2), calmDialling(one.address()));
    Node honest = start(key(3), calmDialling(one.address()));
    await("both", () -> one.node.connected().size() == 2);
    await("honest", () -> honest.node.connected().size() == 1);

    await(
        "banned",
        () -> {
          for (Peer peer : flooder.node.connected()) {
            for (int i = 0; i < 100; i++) {
              boolean _ = flooder.node.send(peer, Lane.RELAY, question());
            }
          }
          return one.meter.of("banned") == 1;
        });

    assertThat(one.meter.of("slowed")).isPositive();
    assertThat(one.meter.of("misbehaved FLOODING")).isGreaterThanOrEqualTo(10);
    assertThat(one.node.steering().bans())
        .singleElement()
        .satisfies(
            ban -> {
              assertThat(ban.subject()).isEqualTo(new BanSubject.Node(key(2).publicKey()));
              assertThat(ban.reason()).startsWith("FLOODING");
            });
    await("told", () -> flooder.meter.of("told BANNED") >= 1);
    await("alone", () -> one.node.connected().size() == 1);
    assertThat(one.node.connected().getFirst().nodeKey()).isEqualTo(key(3).publicKey());
    assertThat(honest.node.send(honest.node.connected().getFirst(), Lane.URGENT, announcement()))
        .isTrue();
  }

  @Test
  void whoDoesNotReadFillsItsOwnQueueAndIsLetGoWhileOthersAreServed() throws Exception {
    Node one = start(key(1), calmListening());
    Node honest = start(key(3), calmDialling(one.address()));
    RawPeer slow = RawPeer.connectNarrow(one.address(), key(2), 4_096);
    open.add(slow);
    slow.send(rawHello(key(2)));
    await("both", () -> one.node.connected().size() == 2);
    Peer slowPeer = peer(one, key(2));
    Peer honestPeer = peer(one, key(3));

    PeerMessage body = bulk(60_000);
    await("its lane is full", () -> !one.node.send(slowPeer, Lane.BULK, body));
    int sent = 0;
    for (int i = 0; i < 50; i++) {
      if (one.node.send(honestPeer, Lane.URGENT, announcement())) {
        sent++;
      }
    }

    assertThat(sent).isEqualTo(50);
    await(
        "the others hear all of it",
        () -> honest.heard.events().stream().filter("ANNOUNCEMENT 0"::equals).count() == 50);
    assertThat(
            one.node.steering().infos().stream()
                .filter(info -> info.peer().equals(slowPeer))
                .mapToLong(PeerInfo::waitingBytes)
                .max()
                .orElse(0))
        .isLessThanOrEqualTo((64 + 64 + 256) << 10);
    assertThat(one.meter.of("dropped BULK")).isPositive();
    // The kernel takes some megabytes first.
    await(
        "let go",
        () -> {
          boolean _ = one.node.send(slowPeer, Lane.BULK, body);
          return one.meter.of("ended STALLED") == 1;
        });
    assertThat(one.node.connected()).containsExactly(honestPeer);
  }

  private static Peer peer(Node at, NodeKey key) {
    return at.node.connected().stream()
        .filter(peer -> peer.nodeKey().equals(key.publicKey()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLengthOfFourGibibytesEndsTheConnection() throws Exception {
    Node one = start(key(1), listening());
    RawPeer beforeHello = raw(key(2), one);
    beforeHello.send(length(0xFFFF_FFFFL));
    assertThat(beforeHello.goodbye()).isEqualTo("NO_HELLO");

    RawPeer afterHello = greeted(key(2), one);
    await("a peer", () -> one.node.connected().size() == 1);
    afterHello.send(length(0xFFFF_FFFFL));

    assertThat(afterHello.goodbye()).isEqualTo("MISBEHAVED");
    assertThat(one.meter.of("misbehaved OVERSIZED")).isEqualTo(1);
  }

  @Test
  void whatFollowsAHelloAtOnceMayBeLong() throws Exception {
    Node one = start(key(1), listening());
    RawPeer eager = raw(key(2), one);
    byte[] hello = Frames.encode(PeerMessage.newBuilder().setHello(rawHello(key(2))).build());
    byte[] body = Frames.encode(bulk(100_000));

    eager.send(ByteBuffer.allocate(hello.length + body.length).put(hello).put(body).array());

    await("taken", () -> one.heard.events().contains("TRANSACTIONS 0"));
    assertThat(one.meter.of("misbehaved OVERSIZED")).isZero();
  }

  @Test
  void whoSendsLargeFramesSlowlyMakesRoomForOthers() throws Exception {
    Node one = start(key(1), calmListening());
    byte[] most = new byte[7 << 20];
    RawPeer first = greeted(key(2), one).send(length(8 << 20)).send(most);
    await("a peer", () -> one.node.connected().size() == 1);
    RawPeer second = greeted(key(3), one).send(length(8 << 20)).send(most);

    await("let go", () -> one.meter.of("ended NO_ROOM") == 1);
    assertThat(first.isClosed()).isTrue();
    assertThat(one.node.connected()).containsExactly(peer(one, key(3)));
    // The rest of it comes after all, and is seen to be nothing.
    second.send(new byte[1 << 20]);
    await("worked off", () -> one.meter.of("misbehaved MALFORMED") == 1);
  }

  @Test
  void garbageIsForgivenAFewTimesAndThenBanned() throws Exception {
    Node one = start(key(1), listening());
    RawPeer garbage = greeted(key(2), one);
    await("a peer", () -> one.node.connected().size() == 1);
    // Five times 20 points, of which a little has faded when the fifth comes.
    for (int i = 0; i < 6; i++) {
      garbage.send(length(3));
      garbage.send(new byte[] {0, -1, -1});
    }

    assertThat(garbage.goodbye()).isEqualTo("BANNED");
    RawPeer again = greeted(key(2), one);
    assertThat(again.goodbye()).isEqualTo("BANNED");
  }

  @Test
  void whoSaysNoHelloIsLetGoInTime() throws Exception {
    Node one =
        start(key(1), calm(Optional.of(new HostAndPort("127.0.0.1", 0)), Duration.ofMillis(300)));
    RawPeer silent = raw(key(2), one);

    assertThat(silent.goodbye()).isEqualTo("HELLO_TIMEOUT");
    sleep(10);
    await("gone", () -> one.node.connections() == 0);
  }
}
