package io.timecoin.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.intake.Backlog;
import io.timecoin.gateway.intake.FirstLook;
import io.timecoin.gateway.intake.Intake;
import io.timecoin.gateway.intake.IntakeBreaker;
import io.timecoin.gateway.intake.IntakeGate;
import io.timecoin.gateway.intake.IntakeWindow;
import io.timecoin.gateway.intake.Source;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.internal.v1.RelayTransactions;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.NotFound;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransactionIntakeTest {
  private long now = 1_000_000;
  private final InMemoryNetwork network = new InMemoryNetwork();
  private final RelayCounters counters = new RelayCounters(new SimpleMeterRegistry());
  private final TransactionTracking tracking =
      new TransactionTracking(
          1_000, Duration.ofHours(1), 10, 10, this::now, new Random(1), _ -> {});
  private final List<FirstLook.Decoded> taken = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final RecentBodies bodies = new RecentBodies(1 << 20);
  private final TransactionSender sender =
      new TransactionSender(network, bodies, counters, this::now);
  private final TransactionIntake intake =
      new TransactionIntake(
          network,
          new Intake(
              tracking,
              (source, transactions) -> {
                sources.add(source);
                taken.addAll(transactions);
                return CompletableFuture.completedFuture(null);
              },
              new IntakeGate(new IntakeBreaker(() -> 0, Duration.ofSeconds(1)), new Backlog()),
              new IntakeWindow(() -> 0, Duration.ofSeconds(1), 1, 1),
              this::now),
          tracking,
          sender,
          bodies,
          (_, _, work) -> {
            work.run();
            return true;
          },
          counters,
          this::now);
  private final TransactionFetch fetch = intake.fetch();
  private final Peer first = network.connect(Committees.KEYS.get(0));
  private final Peer second = network.connect();
  private final Transaction payment = Fixtures.payment(1);

  private Instant now() {
    return Instant.ofEpochMilli(now);
  }

  @Test
  void whatIsPushedGoesOnOnceUnderItsPeersName() {
    push(first, payment);
    push(second, payment);

    assertThat(taken).map(FirstLook.Decoded::wtxid).containsExactly(payment.wtxid());
    assertThat(sources).containsExactly(Source.relayedBy(first.nodeKey()));
    assertThat(bodies.find(payment.wtxid())).isPresent();
  }

  @Test
  void bytesThatAreNoTransactionCountAgainstThePeer() {
    intake.pushed(
        first,
        Transactions.newBuilder().addTransactions(ByteString.copyFromUtf8("nothing")).build());

    assertThat(taken).isEmpty();
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(first, Misbehaviour.INVALID_TRANSACTION));
  }

  @Test
  void whatIsAnnouncedIsFetchedFromOneAnnouncer() {
    announce(first, payment.wtxid());
    announce(second, payment.wtxid());

    assertThat(network.asked).hasSize(1);
    answer(network.asked.getFirst(), payment);

    assertThat(taken).map(FirstLook.Decoded::wtxid).containsExactly(payment.wtxid());
    assertThat(fetch.size()).isZero();
    assertThat(network.misdeeds).isEmpty();
  }

  @Test
  void whatIsKnownIsNotFetched() {
    push(first, payment);

    announce(second, payment.wtxid());

    assertThat(network.asked).isEmpty();
  }

  @Test
  void whoAnnouncesAndDoesNotDeliverHasPromisedInVainAndTheNextIsAsked() {
    announce(first, payment.wtxid());
    announce(second, payment.wtxid());

    network.asked.getFirst().fail();

    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(first, Misbehaviour.EMPTY_PROMISE));
    assertThat(network.asked).hasSize(2);
    answer(network.askedOf(second).getFirst(), payment);
    assertThat(taken).hasSize(1);
  }

  @Test
  void whenNobodyDeliversItIsForgottenAndMayBeAnnouncedAgain() {
    announce(first, payment.wtxid());
    network.asked.getFirst().answer().complete(nothing());
    assertThat(fetch.size()).isZero();

    announce(first, payment.wtxid());

    assertThat(network.asked).hasSize(2);
  }

  @Test
  void whenAnAnnouncerIsGoneTheNextIsAsked() {
    announce(first, payment.wtxid());
    announce(second, payment.wtxid());

    network.disconnect(first);
    fetch.disconnected(first);
    network.askedOf(first).getFirst().fail();

    assertThat(network.askedOf(second)).hasSize(1);
  }

  @Test
  void onePeerCanAnnounceOnlyItsShare() {
    for (int part = 0; part < 3; part++) {
      int from = part * 5_000;
      announce(
          first,
          IntStream.range(from, from + 5_000)
              .mapToObj(TransactionIntakeTest::hash)
              .toArray(Hash256[]::new));
    }
    assertThat(fetch.size()).isEqualTo(FetchPlan.PER_PEER);

    announce(second, payment.wtxid());

    assertThat(fetch.size()).isEqualTo(FetchPlan.PER_PEER + 1);
    assertThat(network.askedOf(first)).hasSize(FetchPlan.REQUESTS_PER_PEER);
    assertThat(network.askedOf(second)).hasSize(1);
  }

  @Test
  void anAnswerThatHoldsAPartIsFollowedByTheQuestionForTheRest() {
    Transaction other = Fixtures.payment(2);
    announce(first, payment.wtxid(), other.wtxid());

    answer(network.asked.getFirst(), payment);

    assertThat(network.asked).hasSize(2);
    assertThat(network.asked.getLast().question().getGetTransactions().getWtxidsList())
        .containsExactly(Hashes.bytes(other.wtxid()));
    assertThat(network.misdeeds).isEmpty();
  }

  @Test
  void anAnswerThatNobodyAskedForIsNotTaken() {
    announce(first, payment.wtxid());

    answer(network.asked.getFirst(), Fixtures.payment(2));

    assertThat(taken).isEmpty();
    assertThat(network.misdeeds)
        .contains(new InMemoryNetwork.Misdeed(first, Misbehaviour.EMPTY_PROMISE));
  }

  @Test
  void whatTheMempoolWantsIsAskedOfThePeersItNames() {
    fetch.ordered(List.of(payment.wtxid()), List.of(Connections.bytes(second.nodeKey())));

    assertThat(network.asked).map(InMemoryNetwork.Asked::peer).containsExactly(second);
  }

  @Test
  void whatTheMempoolWantsIsAskedOfTheNextWhenOneIsSlow() {
    fetch.ordered(List.of(payment.wtxid()), List.of(Connections.bytes(second.nodeKey())));
    now += FetchPlan.IMPATIENCE_MILLIS - 1;
    fetch.tick();
    assertThat(network.asked).hasSize(1);

    now += 1;
    fetch.tick();

    assertThat(network.asked).map(InMemoryNetwork.Asked::peer).containsExactly(second, first);
    answer(network.askedOf(first).getFirst(), payment);
    answer(network.askedOf(second).getFirst(), payment);
    assertThat(taken).hasSize(1);
    assertThat(fetch.size()).isZero();
  }

  @Test
  void whatTheMempoolWantsGoesOnAlsoWhenThisGatewayKnowsIt() {
    push(first, payment);

    fetch.ordered(List.of(payment.wtxid()), List.of());
    answer(network.asked.getFirst(), payment);

    assertThat(taken).hasSize(2);
  }

  @Test
  void anOrderForWhatASlowAnnouncerHasIsAskedOfAnotherAtOnce() {
    announce(second, payment.wtxid());

    fetch.ordered(List.of(payment.wtxid()), List.of(Connections.bytes(first.nodeKey())));

    assertThat(network.asked).map(InMemoryNetwork.Asked::peer).containsExactly(second, first);
  }

  @Test
  void anAnnouncementOfNoHashesIsMalformed() {
    intake.announced(
        first, Announcement.newBuilder().addWtxids(ByteString.copyFromUtf8("x")).build());

    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(first, Misbehaviour.MALFORMED));
  }

  @Test
  void whatCameFromAPeerIsNotRelayedBackToIt() {
    push(first, payment);

    sender.relay(
        RelayTransactions.newBuilder()
            .addTransactions(ByteString.copyFrom(payment.encode()))
            .build());

    assertThat(network.sent).map(InMemoryNetwork.Sent::peer).containsExactly(second);
  }

  private void push(Peer peer, Transaction transaction) {
    intake.pushed(
        peer,
        Transactions.newBuilder()
            .addTransactions(ByteString.copyFrom(transaction.encode()))
            .build());
  }

  private void announce(Peer peer, Hash256... wtxids) {
    var announcement = Announcement.newBuilder();
    List.of(wtxids).forEach(wtxid -> announcement.addWtxids(Hashes.bytes(wtxid)));
    intake.announced(peer, announcement.build());
  }

  private static void answer(InMemoryNetwork.Asked asked, Transaction transaction) {
    asked
        .answer()
        .complete(
            PeerMessage.newBuilder()
                .setTransactions(
                    Transactions.newBuilder()
                        .addTransactions(ByteString.copyFrom(transaction.encode())))
                .build());
  }

  private static PeerMessage nothing() {
    return PeerMessage.newBuilder().setNotFound(NotFound.getDefaultInstance()).build();
  }

  private static Hash256 hash(int number) {
    return Sha256.hash(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }
}
