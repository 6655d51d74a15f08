package io.timecoin.gateway.peers;

import static io.timecoin.gateway.peers.TestNetwork.dialling;
import static io.timecoin.gateway.peers.TestNetwork.key;
import static io.timecoin.gateway.peers.TestNetwork.listening;
import static io.timecoin.gateway.peers.TestNetwork.member;
import static io.timecoin.gateway.peers.TestNetwork.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.TestNetwork.Node;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.GetTransactions;
import io.timecoin.protocol.proto.p2p.v1.NotFound;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes of one network over real TLS connections of this machine (PROTOCOL §9). */
class PeerNodeTest {
  private static final ByteString WTXID = ByteString.copyFrom(new byte[32]);

  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void closeAll() {
    nodes.forEach(Node::close);
  }

  private Node start(LocalNode self, PeerSettings settings) {
    Node node = new Node(self, settings);
    nodes.add(node);
    return node.started();
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never: " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void awaitConnected(Node... all) {
    for (Node node : all) {
      await("connected", () -> node.node.connected().size() == 1);
    }
  }

  private static PeerMessage announcement() {
    return PeerMessage.newBuilder()
        .setAnnouncement(Announcement.newBuilder().addWtxids(WTXID))
        .build();
  }

  private static PeerMessage question() {
    return PeerMessage.newBuilder()
        .setGetTransactions(GetTransactions.newBuilder().addWtxids(WTXID))
        .build();
  }

  @Test
  void twoNodesGreetAndTellEachOther() {
    Node one = start(member(key(1)), listening());
    Node two = start(stranger(key(2)), dialling(one.address()));
    awaitConnected(one, two);

    Peer seenByTwo = two.node.connected().getFirst();
    assertThat(seenByTwo.nodeKey()).isEqualTo(key(1).publicKey());
    assertThat(seenByTwo.outbound()).isTrue();
    assertThat(seenByTwo.member()).contains(io.timecoin.gateway.Fixtures.MEMBER.publicKey());
    Peer seenByOne = one.node.connected().getFirst();
    assertThat(seenByOne.nodeKey()).isEqualTo(key(2).publicKey());
    assertThat(seenByOne.outbound()).isFalse();
    assertThat(seenByOne.member()).isEmpty();

    assertThat(one.node.send(seenByOne, Lane.RELAY, announcement())).isTrue();
    assertThat(two.node.send(seenByTwo, Lane.URGENT, announcement())).isTrue();
    await("heard by both", () -> one.heard.events().contains("ANNOUNCEMENT 0"));
    await("heard by both", () -> two.heard.events().contains("ANNOUNCEMENT 0"));
    // A member's Hello and pings say where its chain ends; a stranger's are not told.
    assertThat(two.heard.events()).startsWith("connected true", "status 7");
    assertThat(one.heard.events()).startsWith("connected false").doesNotContain("status 7");
  }

  @Test
  void answersFindTheirQuestions() throws Exception {
    Node one = start(member(key(1)), listening());
    Node two = start(stranger(key(2)), dialling(one.address()));
    awaitConnected(one, two);
    one.heard.answer =
        (peer, message) -> {
          var answer = PeerMessage.newBuilder().setRequestId(message.getRequestId());
          if (message.getRequestId() % 2 == 0) {
            answer.setNotFound(NotFound.getDefaultInstance());
          } else {
            answer.setTransactions(Transactions.newBuilder().addTransactions(WTXID));
          }
          assertThat(one.node.send(peer, Lane.BULK, answer.build())).isTrue();
        };
    Peer peer = two.node.connected().getFirst();

    var first = two.node.request(peer, question(), Duration.ofSeconds(5));
    var second = two.node.request(peer, question(), Duration.ofSeconds(5));

    assertThat(first.get(5, TimeUnit.SECONDS).hasTransactions()).isTrue();
    assertThat(second.get(5, TimeUnit.SECONDS).hasNotFound()).isTrue();
  }

  @Test
  void aQuestionWithoutAnswerFailsInTime() {
    Node one = start(member(key(1)), listening());
    Node two = start(stranger(key(2)), dialling(one.address()));
    awaitConnected(one, two);
    Peer peer = two.node.connected().getFirst();

    var unanswered = two.node.request(peer, question(), Duration.ofMillis(200));

    assertThatThrownBy(unanswered::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(PeerRequestException.class)
        .hasMessageContaining("no answer in time");
  }

  @Test
  void whoDialsEachOtherAtOnceKeepsOneConnection() {
    for (int round = 0; round < 10; round++) {
      Node one = start(member(key(1)), listening());
      Node two = start(stranger(key(2)), listening());
      one.node.steering().connect(two.address());
      two.node.steering().connect(one.address());
      awaitConnected(one, two);
      await("one connection each", () -> same(one, two));
      sleep(300);
      assertThat(same(one, two)).isTrue();
      Peer peer = one.node.connected().getFirst();
      assertThat(one.node.send(peer, Lane.RELAY, announcement())).isTrue();
      await("heard", () -> two.heard.events().contains("ANNOUNCEMENT 0"));
      one.close();
      two.close();
    }
  }

  private static boolean same(Node one, Node two) {
    return one.node.connected().size() == 1
        && two.node.connected().size() == 1
        && one.node.connections() == 1
        && two.node.connections() == 1
        && one.node.connected().getFirst().outbound() != two.node.connected().getFirst().outbound();
  }

  static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void dialsAgainWhenTheOtherEndComesBack() {
    Node one = start(member(key(1)), listening());
    HostAndPort address = one.address();
    Node two = start(stranger(key(2)), dialling(address));
    awaitConnected(one, two);

    one.close();
    await("gone", () -> two.node.connected().isEmpty());
    assertThat(two.meter.of("told SHUTDOWN")).isEqualTo(1);
    Node again =
        start(
            member(key(1)),
            TestNetwork.settings(java.util.Optional.of(address), PeerLimits.DEFAULT));

    awaitConnected(again, two);
    assertThat(two.heard.events()).contains("disconnected");
  }
}
