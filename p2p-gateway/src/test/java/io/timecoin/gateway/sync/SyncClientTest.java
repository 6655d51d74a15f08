package io.timecoin.gateway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.intake.IntakeUnavailableException;
import io.timecoin.gateway.intake.Source;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.p2p.v1.NotFound;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is asked for, and what comes of the answers. */
final class SyncClientTest extends SyncScenario {
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
}
