package io.timecoin.gateway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.intake.IntakeUnavailableException;
import io.timecoin.gateway.intake.Source;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.tracking.ProvenCertificates;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.SyncedRange;
import io.timecoin.protocol.proto.p2p.v1.GetMicroblocks;
import io.timecoin.protocol.proto.p2p.v1.Microblocks;
import io.timecoin.protocol.proto.p2p.v1.NotFound;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SyncClientTest {
  private static final List<CertifiedMicroblock> CHAIN = chain(3_000);

  private long now = 1_000_000;

  /** Whether the threads that check what peers bring have no time yet. */
  private boolean busy;

  private final List<Runnable> waiting = new ArrayList<>();
  private Position own = new Position(0, Fixtures.GENESIS.hash());
  private final InMemoryNetwork network = new InMemoryNetwork();

  /** "transactions n" and "range first-last", in the order in which they were handed on. */
  private final List<String> writes = new ArrayList<>();

  private final List<Source> sources = new ArrayList<>();
  private final List<SyncedRange> ranges = new ArrayList<>();
  private CompletableFuture<Void> transactionsDurable = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> rangesDurable = CompletableFuture.completedFuture(null);
  private final SyncClient sync =
      new SyncClient(
          network,
          () -> own,
          new RangeCheck(
              new ProvenCertificates(Fixtures.GENESIS.committee(), Fixtures.GENESIS.hash())),
          new SyncWriter(
              (source, transactions) -> {
                sources.add(source);
                writes.add("transactions " + transactions.size());
                return transactionsDurable;
              },
              range -> {
                ranges.add(range);
                writes.add("range %d-%d".formatted(first(range), last(range)));
                return rangesDurable;
              },
              Runnable::run),
          (_, _, work) -> {
            if (busy) {
              waiting.add(work);
            } else {
              work.run();
            }
            return true;
          },
          () -> Instant.ofEpochMilli(now));
  private final Peer peer = network.connect();

  private static List<CertifiedMicroblock> chain(int length) {
    var chain = new ArrayList<CertifiedMicroblock>(length);
    Hash256 previous = Fixtures.GENESIS.hash();
    for (long sequence = 1; sequence <= length; sequence++) {
      var next = Fixtures.microblock(sequence, previous, List.of(Fixtures.payment(sequence)));
      chain.add(next);
      previous = next.header().digest();
    }
    return List.copyOf(chain);
  }

  @Test
  void aRangeIsHandedOnAfterItsTransactions() {
    network.answers(peer, this::honest);
    transactionsDurable = new CompletableFuture<>();
    sync.tick();
    sync.wanted(1, 3);
    assertThat(writes).containsExactly("transactions 3");

    transactionsDurable.complete(null);

    assertThat(writes).containsExactly("transactions 3", "range 1-3");
    assertThat(sources).containsExactly(Source.syncedFrom(peer.nodeKey()));
    assertThat(ranges.getFirst().getMicroblocksList()).isEqualTo(records(1, 3));
  }

  @Test
  void nothingIsHandedOnBeforeTheRangeBeforeItIsDurable() {
    network.answers(peer, this::honest);
    rangesDurable = new CompletableFuture<>();
    sync.tick();
    sync.wanted(1, 40);
    assertThat(writes).containsExactly("transactions 25", "range 1-25");

    rangesDurable.complete(null);

    assertThat(writes).hasSize(4).endsWith("range 26-40");
  }

  @Test
  void rangesGrowWithFastAnswers() {
    network.answers(peer, this::honest);
    sync.tick();

    sync.wanted(1, 1_000);

    assertThat(handedOnInOrder()).isEqualTo(1_000);
    assertThat(asked(peer)).startsWith("1-25", "26-75", "76-175", "176-375");
  }

  @Test
  void severalPeersAreAskedAtOnceAndWhatTheyGiveIsPutInOrder() {
    Peer other = network.connect();
    sync.tick();
    sync.wanted(1, 50);
    assertThat(network.asked).hasSize(2);

    network.asked.get(1).answer().complete(answer(records(26, 50)));
    assertThat(writes).isEmpty();
    network.asked.get(0).answer().complete(answer(records(1, 25)));

    assertThat(handedOnInOrder()).isEqualTo(50);
    assertThat(network.askedOf(other)).hasSize(1);
  }

  @Test
  void aForgedCertificateCountsAgainstItsPeerAndAnotherIsAsked() {
    Peer liar = network.connect();
    network.answers(liar, question -> Optional.of(answer(forged(question.getGetMicroblocks()))));
    network.answers(peer, this::honest);
    sync.tick();

    sync.wanted(1, 60);

    assertThat(handedOnInOrder()).isEqualTo(60);
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(liar, Misbehaviour.INVALID_MICROBLOCK));
    assertThat(ranges)
        .allMatch(
            range -> range.getPeer().equals(ByteString.copyFrom(peer.nodeKey().toByteArray())));
  }

  @Test
  void aGapOrAnotherChainIsNotHandedOn() {
    var gap = new ArrayList<>(records(1, 3));
    gap.remove(1);
    network.answers(peer, _ -> Optional.of(answer(gap)));
    sync.tick();
    sync.wanted(1, 3);
    assertThat(network.misdeeds).hasSize(1);

    Peer other = network.connect();
    var foreign = Fixtures.microblock(1, Hash256.ZERO, List.of(Fixtures.payment(1)));
    network.answers(other, _ -> Optional.of(answer(List.of(foreign.toProto()))));
    sync.tick();

    assertThat(writes).isEmpty();
  }

  @Test
  void moreThanWasAskedForIsNoAnswer() {
    network.answers(peer, _ -> Optional.of(answer(records(1, 4))));
    sync.tick();

    sync.wanted(1, 3);

    assertThat(writes).isEmpty();
    assertThat(network.misdeeds).hasSize(1);
  }

  @Test
  void aShortAnswerIsTakenAndTheRestAskedFor() {
    network.answers(
        peer,
        question -> {
          long first = question.getGetMicroblocks().getFirstSequence();
          return Optional.of(answer(records(first, first)));
        });
    sync.tick();

    sync.wanted(1, 4);

    assertThat(handedOnInOrder()).isEqualTo(4);
    assertThat(asked(peer)).containsExactly("1-4", "2-4", "3-4", "4-4");
  }

  @Test
  void aSlowPeerDelaysOnlyItself() {
    sync.tick();
    sync.wanted(1, 50);
    assertThat(asked(peer)).containsExactly("1-25");
    Peer fast = network.connect();
    network.answers(fast, this::honest);
    sync.tick();
    assertThat(asked(fast)).containsExactly("26-50");
    assertThat(writes).isEmpty();

    now += SyncPlan.IMPATIENCE_MILLIS;
    sync.tick();

    assertThat(asked(fast)).containsExactly("26-50", "1-25");
    assertThat(handedOnInOrder()).isEqualTo(50);
    network.asked.getFirst().fail();
    assertThat(handedOnInOrder()).isEqualTo(50);
  }

  @Test
  void whileItChecksAnAnswerItAsksNobodyForTheSame() {
    busy = true;
    network.answers(peer, this::honest);
    sync.tick();
    sync.wanted(1, 25);
    Peer other = network.connect();
    network.answers(other, this::honest);
    now += 10 * SyncPlan.IMPATIENCE_MILLIS;
    sync.tick();

    assertThat(asked(other)).isEmpty();
    waiting.forEach(Runnable::run);
    assertThat(handedOnInOrder()).isEqualTo(25);
  }

  @Test
  void whoDoesNotAnswerRestsAndIsThenAskedForLess() {
    network.answers(peer, _ -> Optional.empty());
    sync.tick();
    sync.wanted(1, 50);
    sync.tick();
    assertThat(asked(peer)).containsExactly("1-25");

    now += 2_000;
    sync.tick();

    assertThat(asked(peer)).containsExactly("1-25", "1-6");
  }

  @Test
  void whatThisNodeHasMeanwhileIsNotFetchedAgain() {
    network.answers(peer, this::honest);
    own = at(10);
    sync.tick();

    sync.wanted(5, 12);

    assertThat(asked(peer)).containsExactly("11-12");
    assertThat(writes).containsExactly("transactions 2", "range 11-12");
  }

  @Test
  void itGoesOnOnlyAsFarAsTheOtherServicesFollow() {
    network.answers(peer, this::honest);
    sync.tick();
    sync.wanted(1, 3_000);
    long ahead = handedOnInOrder();
    assertThat(ahead).isBetween(SyncPlan.WINDOW - 500, SyncPlan.WINDOW + 500);
    sync.tick();
    assertThat(handedOnInOrder()).isEqualTo(ahead);

    own = at(ahead);
    sync.tick();

    assertThat(handedOnInOrder()).isEqualTo(3_000);
  }

  @Test
  void whatWasHandedOnAndLostIsFetchedAnew() {
    network.answers(peer, this::honest);
    sync.tick();
    sync.wanted(1, 3);
    own = at(1);
    sync.tick();
    now += HandingOn.STUCK_MILLIS;

    sync.tick();

    assertThat(writes).endsWith("transactions 2", "range 2-3");
  }

  @Test
  void aFailedWriteIsRepeated() {
    network.answers(peer, this::honest);
    transactionsDurable =
        CompletableFuture.failedFuture(
            new IntakeUnavailableException(IntakeUnavailableException.Cause.BUSY));
    sync.tick();
    sync.wanted(1, 3);
    assertThat(writes).containsExactly("transactions 3");
    transactionsDurable = CompletableFuture.completedFuture(null);
    now += HandingOn.RETRY_MILLIS;

    sync.tick();

    assertThat(writes).containsExactly("transactions 3", "transactions 3", "range 1-3");
  }

  @Test
  void whatAMemberServesUnaskedIsHandedOnWhenItIsTheNext() {
    sync.served(peer, records(1, 1));
    sync.served(peer, records(1, 1));
    sync.served(peer, records(3, 3));

    assertThat(writes).containsExactly("transactions 1", "range 1-1");
  }

  @Test
  void whatIsServedAndDoesNotHoldCountsAgainstItsPeer() {
    sync.served(
        peer, forged(GetMicroblocks.newBuilder().setFirstSequence(1).setLastSequence(1).build()));

    assertThat(writes).isEmpty();
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(peer, Misbehaviour.INVALID_MICROBLOCK));
  }

  @Test
  void aClaimIsFollowedWhenThisNodeStandsStillOrIsFarBehind() {
    network.answers(peer, this::honest);
    sync.claimed(peer, 3);
    sync.tick();
    assertThat(writes).isEmpty();

    now += SyncPlan.PATIENCE_MILLIS;
    sync.tick();
    assertThat(handedOnInOrder()).isEqualTo(3);

    own = at(3);
    sync.claimed(peer, 3 + SyncPlan.FAR_BEHIND + 1);
    sync.tick();
    assertThat(handedOnInOrder()).isEqualTo(3 + SyncPlan.FAR_BEHIND + 1);
  }

  @Test
  void aClaimThatNothingStandsBehindIsForgotten() {
    network.answers(
        peer,
        _ ->
            Optional.of(
                PeerMessage.newBuilder().setNotFound(NotFound.getDefaultInstance()).build()));
    sync.claimed(peer, Long.MAX_VALUE);
    sync.tick();
    assertThat(asked(peer)).containsExactly("1-25");
    assertThat(sync.progress().target()).isZero();

    sync.wanted(1, 1L << 60);
    // It may have come into being since the peer said it has none: kept until one may ask again.
    assertThat(asked(peer)).hasSize(1);
    assertThat(sync.progress().target()).isEqualTo(1L << 60);

    now += SyncSource.LACKS_MILLIS;
    sync.tick();
    assertThat(asked(peer)).containsExactly("1-25", "1-25");
    assertThat(sync.progress().target()).isZero();
    assertThat(sync.progress().behind()).isZero();

    now += 10 * SyncSource.LACKS_MILLIS;
    sync.tick();
    assertThat(asked(peer)).hasSize(2);
  }

  @Test
  void whatAServedRangeCoversOnlyInPartIsAskedForAnew() {
    network.connect();
    network.connect();
    sync.tick();
    sync.wanted(1, 75);
    assertThat(network.asked).hasSize(3);

    sync.served(peer, records(1, 30));
    Peer fast = network.connect();
    network.answers(fast, this::honest);
    sync.tick();
    now += SyncPlan.IMPATIENCE_MILLIS;
    sync.tick();

    assertThat(asked(fast)).startsWith("31-50");
    assertThat(handedOnInOrder()).isEqualTo(75);
  }

  @Test
  void whatNobodyHasNowIsNotForgottenWhileWhatFollowsItHasCome() {
    Peer other = network.connect();
    sync.tick();
    sync.wanted(1, 100);
    InMemoryNetwork.Asked front = network.asked.get(0);
    InMemoryNetwork.Asked behind = network.asked.get(1);
    behind.answer().complete(answer(records(26, 50)));
    network.askedOf(behind.peer()).getLast().fail();
    front
        .answer()
        .complete(PeerMessage.newBuilder().setNotFound(NotFound.getDefaultInstance()).build());
    assertThat(writes).isEmpty();

    network.answers(peer, this::honest);
    network.answers(other, this::honest);
    now += 10_000;
    sync.wanted(1, 100);

    assertThat(handedOnInOrder()).isEqualTo(100);
  }

  @Test
  void moreThanARangeServedAtOnceIsTooMuch() {
    sync.served(peer, records(1, SyncClient.LARGEST_RANGE + 1));

    assertThat(writes).isEmpty();
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(peer, Misbehaviour.OVERSIZED));
  }

  @Test
  void whoIsGoneIsNotAskedAnyMore() {
    network.disconnect(peer);
    sync.disconnected(peer);
    sync.claimed(peer, 3);

    sync.tick();
    sync.wanted(1, 3);

    assertThat(network.asked).isEmpty();
  }

  @Test
  void progressSaysHowFarItIsAndWhoIsAsked() {
    sync.claimed(peer, 40);
    sync.tick();
    sync.wanted(1, 40);

    SyncProgress progress = sync.progress();

    assertThat(progress.target()).isEqualTo(40);
    assertThat(progress.behind()).isEqualTo(40);
    assertThat(progress.requests()).isEqualTo(1);
    assertThat(progress.sources()).hasSize(1);
    assertThat(progress.sources().getFirst().claimed()).isEqualTo(40);
  }

  private Optional<PeerMessage> honest(PeerMessage question) {
    GetMicroblocks range = question.getGetMicroblocks();
    return Optional.of(answer(records(range.getFirstSequence(), range.getLastSequence())));
  }

  /** The same with certificates that a stranger signed. */
  private static List<MicroblockRecord> forged(GetMicroblocks range) {
    return LongStream.rangeClosed(range.getFirstSequence(), range.getLastSequence())
        .mapToObj(sequence -> CHAIN.get((int) sequence - 1))
        .map(one -> Fixtures.certified(one.header(), one.transactions(), Fixtures.RICH))
        .map(CertifiedMicroblock::toProto)
        .toList();
  }

  private static List<MicroblockRecord> records(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(sequence -> CHAIN.get((int) sequence - 1).toProto())
        .toList();
  }

  private static PeerMessage answer(List<MicroblockRecord> records) {
    return PeerMessage.newBuilder()
        .setMicroblocks(Microblocks.newBuilder().addAllMicroblocks(records))
        .build();
  }

  private static Position at(long sequence) {
    return new Position(sequence, CHAIN.get((int) sequence - 1).header().digest());
  }

  private List<String> asked(Peer of) {
    return network.askedOf(of).stream()
        .map(asked -> asked.question().getGetMicroblocks())
        .map(range -> range.getFirstSequence() + "-" + range.getLastSequence())
        .toList();
  }

  /** The last sequence that was handed on; every range follows the one before. */
  private long handedOnInOrder() {
    long last = ranges.isEmpty() ? 0 : first(ranges.getFirst()) - 1;
    for (SyncedRange range : ranges) {
      assertThat(first(range)).isEqualTo(last + 1);
      last = last(range);
    }
    return last;
  }

  private static long first(SyncedRange range) {
    return range.getMicroblocks(0).getSequence();
  }

  private static long last(SyncedRange range) {
    return range.getMicroblocks(range.getMicroblocksCount() - 1).getSequence();
  }
}
