package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.block.SealRule;
import io.timecoin.protocol.committee.VoteType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitteeOfOneTest {
  private final TestNetwork network = new TestNetwork(TestMembers.equal(1));
  private final TestNode node = network.nodes.getFirst();

  @Test
  void oneDraftBecomesFinalInOneStep() {
    network.start();
    network.once();

    assertThat(node.last.entries())
        .satisfiesExactly(
            entry -> assertThat(typeOf(entry)).isEqualTo(VoteType.PROPOSAL),
            entry -> assertThat(typeOf(entry)).isEqualTo(VoteType.PREPARE),
            entry -> assertThat(entry).isInstanceOf(LogEntry.Prepared.class),
            entry -> assertThat(typeOf(entry)).isEqualTo(VoteType.COMMIT),
            entry -> assertThat(entry).isInstanceOf(LogEntry.Decided.class));
    assertThat(node.last.effects())
        .contains(new Effect.AskDraft(2, node.state.position().digest(), 0, false));
  }

  @Test
  void decidesManySequencesInOrder() {
    network.start();
    network.runUntilDecided(50);

    assertThat(node.state.sequence()).isEqualTo(51);
    assertThat(node.state.round()).isZero();
  }

  @Test
  void anIdleChainDecidesNothingButSealsEverySlot() {
    network.work = false;
    network.start();
    network.runUntilDecided(3);

    assertThat(node.chain)
        .allSatisfy(
            microblock -> {
              assertThat(microblock.transactions()).isEmpty();
              assertThat(microblock.header().seal()).isPresent();
            });
    assertThat(node.state.position().lastBlock().height()).isEqualTo(3);
    assertThat(node.state.position().sealDueMillis(network.members.genesis))
        .isEqualTo(
            SealRule.of(network.members.genesis)
                .nextDueMillis(node.state.position().lastBlock().timestamp()));
  }

  @Test
  void aDraftWithoutTransactionsAndSealIsAskedForAgain() {
    network.work = false;
    network.start();
    var position = node.state.position();
    node.step(
        network.nowMillis,
        new Input.DraftAnswered(
            1, position.digest(), 0, network.nowMillis, List.of(), node.sealInputs));

    assertThat(node.last.effects()).contains(new Effect.Dropped(DropReason.UNUSABLE_DRAFT));
    assertThat(node.timers.get(Timer.Kind.ASK_AGAIN).atMillis())
        .isEqualTo(network.nowMillis + AnswerIntake.UNUSABLE_DRAFT_PAUSE_MILLIS);
    var timer = node.timers.get(Timer.Kind.ASK_AGAIN).timer();
    node.step(network.nowMillis + 100, new Input.TimerFired(timer));
    assertThat(node.last.effects()).contains(new Effect.AskDraft(1, position.digest(), 0, false));
  }

  @Test
  void aTimedOutRoundIsLeftAndItsProposalNeverSignedTwice() {
    network.work = false;
    network.start();
    network.runUntil(() -> node.effects.stream().anyMatch(Effect.AskDraft.class::isInstance));
    network.nodes.getFirst().effects.clear();
    var position = node.state.position();
    node.step(position.sealDueMillis(network.members.genesis), tick());
    var due = node.timers.get(Timer.Kind.ROUND);
    node.step(due.atMillis(), new Input.TimerFired(due.timer()));

    assertThat(node.state.round()).isEqualTo(1);
    assertThat(node.effects).contains(new Effect.TimedOut(1, 0));
    assertThat(node.log.stream().map(CommitteeOfOneTest::typeOf)).contains(VoteType.ROUND_CHANGE);
    assertThat(node.effects).contains(new Effect.AskDraft(1, position.digest(), 1, true));
  }

  private Input tick() {
    return new Input.TimerFired(node.timers.get(Timer.Kind.SEAL).timer());
  }

  static VoteType typeOf(LogEntry entry) {
    return entry instanceof LogEntry.Spoken(var message) ? message.type() : null;
  }
}
