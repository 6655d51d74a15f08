package io.timecoin.gateway.peers;

import static io.timecoin.gateway.peers.PeerNodeTest.await;
import static io.timecoin.gateway.peers.PeerNodeTest.sleep;
import static io.timecoin.gateway.peers.TestNetwork.dialling;
import static io.timecoin.gateway.peers.TestNetwork.key;
import static io.timecoin.gateway.peers.TestNetwork.listening;
import static io.timecoin.gateway.peers.TestNetwork.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.TestNetwork.Node;
import io.timecoin.gateway.peers.frame.Frames;
import io.timecoin.gateway.peers.identity.NodeCertificate;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.gateway.peers.limits.BanSubject;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.StatusQuestion;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
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

  /** A client of its own: TLS by the JDK, frames by hand. */
  private final class Raw implements AutoCloseable {
    private final SSLSocket socket;

    Raw(NodeKey key, HostAndPort to, int receiveBuffer)
        throws IOException, GeneralSecurityException {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry(
          "node",
          key.privateKey(),
          new char[0],
          new X509Certificate[] {NodeCertificate.create(key, Instant.now())});
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(keys, new char[0]);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          managers.getKeyManagers(), new X509TrustManager[] {new Trusting()}, new SecureRandom());
      var plain = new Socket();
      if (receiveBuffer > 0) {
        plain.setReceiveBufferSize(receiveBuffer);
      }
      plain.connect(new InetSocketAddress(to.host(), to.port()));
      socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, to.host(), to.port(), true);
      socket.startHandshake();
      open.add(this);
    }

    /** With a Hello as a node of this key says it. */
    private static byte[] hello(NodeKey key) throws Exception {
      return Frames.encode(
          PeerMessage.newBuilder()
              .setHello(stranger(key).hello(dialling(), Instant.now()))
              .build());
    }

    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    PeerMessage read() throws Exception {
      var in = new DataInputStream(socket.getInputStream());
      int length = Integer.reverseBytes(in.readInt());
      return Frames.decode(in.readNBytes(length));
    }

    /** Reads until the other end says Goodbye. */
    String goodbye() throws Exception {
      socket.setSoTimeout(10_000);
      while (true) {
        PeerMessage message = read();
        if (message.hasGoodbye()) {
          return message.getGoodbye().getCode();
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
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
    assertThat(one.node.bans())
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
    var slow = new Raw(key(2), one.address(), 4_096);
    slow.write(Raw.hello(key(2)));
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
            one.node.infos().stream()
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
    var beforeHello = new Raw(key(2), one.address(), 0);
    beforeHello.write(length(0xFFFF_FFFFL));
    assertThat(beforeHello.goodbye()).isEqualTo("NO_HELLO");

    var afterHello = new Raw(key(2), one.address(), 0);
    afterHello.write(Raw.hello(key(2)));
    await("a peer", () -> one.node.connected().size() == 1);
    afterHello.write(length(0xFFFF_FFFFL));

    assertThat(afterHello.goodbye()).isEqualTo("MISBEHAVED");
    assertThat(one.meter.of("misbehaved OVERSIZED")).isEqualTo(1);
  }

  @Test
  void whatFollowsAHelloAtOnceMayBeLong() throws Exception {
    Node one = start(key(1), listening());
    var eager = new Raw(key(2), one.address(), 0);
    byte[] hello = Raw.hello(key(2));
    byte[] body = Frames.encode(bulk(100_000));

    eager.write(ByteBuffer.allocate(hello.length + body.length).put(hello).put(body).array());

    await("taken", () -> one.heard.events().contains("TRANSACTIONS 0"));
    assertThat(one.meter.of("misbehaved OVERSIZED")).isZero();
  }

  @Test
  void garbageIsForgivenAFewTimesAndThenBanned() throws Exception {
    Node one = start(key(1), listening());
    var garbage = new Raw(key(2), one.address(), 0);
    garbage.write(Raw.hello(key(2)));
    await("a peer", () -> one.node.connected().size() == 1);
    // Five times 20 points, of which a little has faded when the fifth comes.
    for (int i = 0; i < 6; i++) {
      garbage.write(length(3));
      garbage.write(new byte[] {0, -1, -1});
    }

    assertThat(garbage.goodbye()).isEqualTo("BANNED");
    var again = new Raw(key(2), one.address(), 0);
    again.write(Raw.hello(key(2)));
    assertThat(again.goodbye()).isEqualTo("BANNED");
  }

  @Test
  void whoSaysNoHelloIsLetGoInTime() throws Exception {
    Node one =
        start(key(1), calm(Optional.of(new HostAndPort("127.0.0.1", 0)), Duration.ofMillis(300)));
    var silent = new Raw(key(2), one.address(), 0);

    assertThat(silent.goodbye()).isEqualTo("HELLO_TIMEOUT");
    sleep(10);
    await("gone", () -> one.node.connections() == 0);
  }
}
