package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Members that are behind, or have lost their log, and who lies to them (PROTOCOL §6.7–6.9). */
class LateAndLostScenariosTest {
  private final TestNetwork network = new TestNetwork(TestMembers.equal(4));
  private final Forger forger = new Forger(network);

  @Test
  void aLateTimeoutIsAnsweredWithTheDecisionButNotMoreThanOnceASecond() {
    decideOne();
    var node = network.nodes.getFirst();
    var late = network.nodes.getLast();
    var timeout = forger.timeout(late, 1, 0);
    receive(node, timeout);
    assertThat(node.last.effects()).contains(new Effect.ServeDecided(late.publicKey(), 1));
    receive(node, timeout);
    assertThat(node.last.effects()).containsExactly(new Effect.Dropped(DropReason.STALE));
    network.nowMillis += CatchUp.PAUSE_MILLIS;
    receive(node, timeout);

    assertThat(node.last.effects()).contains(new Effect.ServeDecided(late.publicKey(), 1));
  }

  @Test
  void aStrangersLateMessageIsNotAnswered() {
    decideOne();
    var node = network.nodes.getFirst();
    var honest = forger.timeout(network.nodes.getLast(), 1, 0);
    var stranger = TestMembers.key(99);
    receive(node, new Timeout(1, 0, stranger.publicKey(), honest.signature()));

    assertThat(node.last.effects()).containsExactly(new Effect.Dropped(DropReason.STALE));
  }

  @Test
  void whoMissesTheLastDecisionWhileTheNetworkIdlesLearnsOfItFromAStatus() {
    var deaf = network.others(network.leader(0)).getFirst();
    network.filter = (from, to, message) -> to != deaf || message.type() == VoteType.PROPOSAL;
    network.start();
    network.runUntil(() -> network.others(deaf).stream().allMatch(node -> node.chain.size() >= 1));
    network.work = false;
    network.runUntil(() -> !deaf.chain.isEmpty());

    assertThat(deaf.chain.getFirst().header())
        .isEqualTo(network.leader(0).chain.getFirst().header());
  }

  @Test
  void nothingSaidForASecondTellsEverybodyWhereThisNodeIs() {
    network.work = false;
    network.start();
    var node = network.nodes.getFirst();
    var due = node.timers.get(Timer.Kind.STATUS);
    assertThat(due.atMillis()).isEqualTo(network.nowMillis + 1_000);
    node.step(due.atMillis(), new Input.TimerFired(due.timer()));

    assertThat(node.last.effects())
        .contains(new Effect.TellStatus(0, network.members.genesis.hash()));
  }

  @Test
  void aStatusOfAnImpossibleSequenceIsDropped() {
    decideOne();
    var node = network.nodes.getFirst();
    node.step(
        network.nowMillis,
        new Input.StatusReceived(network.nodes.getLast().publicKey(), -7, Hash256.ZERO));

    assertThat(node.last.effects()).containsExactly(new Effect.Dropped(DropReason.TOO_FAR_AHEAD));
  }

  @Test
  void aServedMicroblockIsBelievedForItsCertificateAndJudgedBeforeItIsPublished() {
    decideOne();
    var behind = freshNode();
    behind.step(network.nowMillis, new Input.MicroblockServed(decision()));

    assertThat(behind.chain).isEmpty();
    assertThat(behind.last.effects()).anyMatch(Effect.AskVerdict.class::isInstance);
    assertThat(behind.last.entries()).isEmpty();
  }

  @Test
  void aServedMicroblockWithTooFewVotesIsDropped() {
    var node = network.nodes.getFirst();
    network.work = false;
    network.start();
    var value = forger.value(network.leader(0), network.nowMillis, 1);
    node.step(
        network.nowMillis,
        new Input.MicroblockServed(forger.decided(network.nodes.subList(0, 2), value, 1)));

    assertThat(node.last.effects()).containsExactly(new Effect.Dropped(DropReason.BAD_CERTIFICATE));
  }

  @Test
  void aServedMicroblockWithOtherBodiesDoesNotHaltAnybody() {
    var node = network.nodes.getFirst();
    network.work = false;
    network.start();
    var value = forger.value(network.leader(0), network.nowMillis, 1);
    node.step(
        network.nowMillis, new Input.MicroblockServed(forger.decided(network.nodes, value, 2)));

    assertThat(node.state.mode()).isInstanceOf(Mode.Voting.class);
    assertThat(node.last.effects()).contains(new Effect.Dropped(DropReason.BAD_HEADER));
  }

  @Test
  void aSecondCertifiedMicroblockOfADecidedSequenceHalts() {
    decideOne();
    var node = network.nodes.getFirst();
    var rival = rivalOfTheFirst();
    node.step(network.nowMillis, new Input.MicroblockServed(rival));

    assertThat(node.state.mode()).isInstanceOf(Mode.Halted.class);
    assertThat(node.last.effects()).anyMatch(Effect.ModeChanged.class::isInstance);
    assertThat(node.last.entries())
        .satisfiesExactly(entry -> assertThat(entry).isInstanceOf(LogEntry.Halted.class));
  }

  @Test
  void aCertifiedMicroblockThatMempoolFindsInvalidHalts() {
    var node = network.nodes.getFirst();
    network.work = false;
    network.start();
    var value = forger.value(network.leader(0), network.nowMillis, 1);
    node.step(
        network.nowMillis, new Input.MicroblockServed(forger.decided(network.nodes, value, 1)));
    node.step(
        network.nowMillis,
        new Input.VerdictAnswered(
            1,
            value.header().previousDigest(),
            value.header().digest(),
            new Input.VerdictAnswered.Answer.Invalid("INPUT_SPENT")));

    assertThat(node.state.mode()).isInstanceOf(Mode.Halted.class);
  }

  @Test
  void aNodeWithoutItsLogAsksTheOthersAndSignsFromTwoAfterTheHighest() {
    decideOne();
    var lost = lost(network.nodes.getFirst());
    long question = question(lost);
    for (TestNode other : network.others(lost)) {
      assertThat(lost.state.mode())
          .isEqualTo(new Mode.Observing("its log is lost", Long.MAX_VALUE));
      answer(lost, other, question, 1, decision().certificate());
    }

    assertThat(lost.state.mode()).isEqualTo(new Mode.Observing("its log is lost", 4));
  }

  @Test
  void whatTheOthersHaveAnsweredOutlivesARestart() {
    decideOne();
    var lost = lost(network.nodes.getFirst());
    long question = question(lost);
    network
        .others(lost)
        .forEach(other -> answer(lost, other, question, 1, decision().certificate()));
    lost.restore();
    lost.start(network.nowMillis);

    assertThat(lost.state.mode()).isEqualTo(new Mode.Observing("its log is lost", 4));
    assertThat(lost.last.effects()).noneMatch(Effect.AskStatus.class::isInstance);
  }

  @Test
  void whoHasNoticedALostLogItselfStillKnowsAfterARestartAndAsks() {
    network.work = false;
    network.start();
    var leader = network.leader(0);
    var node = network.others(leader).getFirst();
    var value = forger.value(leader, network.nowMillis, 1);
    var prepared = forger.certificate(network.nodes, VoteType.PREPARE, 0, value.header());
    receive(node, forger.change(leader, 1, Optional.of(prepared)));
    node.restore();
    node.start(network.nowMillis);

    assertThat(node.state.mode()).isInstanceOf(Mode.Observing.class);
    assertThat(node.last.effects()).anyMatch(Effect.AskStatus.class::isInstance);
  }

  @Test
  void anAnswerIsDurableBeforeAnythingIsSignedForIt() {
    network.start();
    network.runUntilDecided(2);
    var lost = lost(network.nodes.getFirst());
    long question = question(lost);
    network
        .others(lost)
        .forEach(
            other ->
                lost.step(
                    network.nowMillis,
                    new Input.StatusAnswered(
                        other.publicKey(),
                        question,
                        0,
                        network.members.genesis.hash(),
                        Optional.empty())));

    assertThat(lost.state.mode()).isEqualTo(new Mode.Voting());
    assertThat(lost.log.getFirst()).isEqualTo(new LogEntry.Observing("its log is lost", 3));
  }

  @Test
  void whoIsNoMemberAsksNobody() {
    network.start();
    var stranger = new TestNode(network.members, TestMembers.key(99));
    stranger.state =
        stranger.machine.initial(
            stranger.state.position(),
            new Mode.Observing("no key", Long.MAX_VALUE),
            stranger.state.policy());
    stranger.start(network.nowMillis);
    var status = stranger.timers.get(Timer.Kind.STATUS);
    stranger.step(status.atMillis(), new Input.TimerFired(status.timer()));

    assertThat(stranger.effects).noneMatch(Effect.AskStatus.class::isInstance);
  }

  @Test
  void answersToAnEarlierQuestionOrWithoutAProofCountForNothing() {
    decideOne();
    var lost = lost(network.nodes.getFirst());
    long question = question(lost);
    for (TestNode other : network.others(lost)) {
      answer(lost, other, question - 1, 1, decision().certificate());
      assertThat(lost.last.effects()).contains(new Effect.Dropped(DropReason.NOT_ASKED));
      lost.step(
          network.nowMillis,
          new Input.StatusAnswered(
              other.publicKey(), question, 1_000, Hash256.ZERO, Optional.empty()));
      assertThat(lost.last.effects()).contains(new Effect.Dropped(DropReason.BAD_CERTIFICATE));
    }

    assertThat(lost.state.mode()).isEqualTo(new Mode.Observing("its log is lost", Long.MAX_VALUE));
  }

  @Test
  void oneMemberThatAnswersOftenIsOneAnswer() {
    decideOne();
    var lost = lost(network.nodes.getFirst());
    long question = question(lost);
    for (int i = 0; i < 5; i++) {
      answer(lost, network.nodes.getLast(), question, 1, decision().certificate());
    }

    assertThat(lost.state.mode()).isEqualTo(new Mode.Observing("its log is lost", Long.MAX_VALUE));
  }

  @Test
  void anOwnRoundChangeInsideAProposalRevealsALostLog() {
    network.work = false;
    network.start();
    var leader = network.leader(1);
    var node = network.others(leader).getFirst();
    var changes = forger.changes(network.nodes, 1);
    receive(node, forger.proposal(leader, 1, forger.value(leader, network.nowMillis, 1), changes));

    assertThat(node.state.mode()).isInstanceOf(Mode.Observing.class);
    assertThat(node.log)
        .satisfiesExactly(entry -> assertThat(entry).isInstanceOf(LogEntry.Observing.class));
  }

  @Test
  void anOwnPrepareInsideACertificateRevealsALostLog() {
    network.work = false;
    network.start();
    var leader = network.leader(0);
    var node = network.others(leader).getFirst();
    var value = forger.value(leader, network.nowMillis, 1);
    Certificate prepared = forger.certificate(network.nodes, VoteType.PREPARE, 0, value.header());
    receive(node, forger.change(leader, 1, Optional.of(prepared)));

    assertThat(node.state.mode()).isInstanceOf(Mode.Observing.class);
  }

  @Test
  void aFloodOfEarlyTimeoutsKeepsOneAndNoVoteIsLostForIt() {
    network.work = false;
    network.start();
    var node = network.others(network.leader(0)).getFirst();
    var flooding = network.leader(0);
    for (int round = 0; round < 1_000; round++) {
      receive(node, forger.timeout(flooding, 2, round));
      assertThat(node.last.effects()).noneMatch(Effect.Dropped.class::isInstance);
    }

    assertThat(node.state.early().all()).hasSize(1);
  }

  private void decideOne() {
    network.start();
    network.runUntilDecided(1);
    network.work = false;
  }

  private CertifiedMicroblock decision() {
    return network.nodes.getLast().chain.getFirst();
  }

  private CertifiedMicroblock rivalOfTheFirst() {
    var rival = new TestNetwork(network.members);
    var rivals = new Forger(rival);
    var value = rivals.value(rival.leader(0), network.nowMillis + 50, 77);
    return rivals.decided(rival.nodes, value, 77);
  }

  private TestNode freshNode() {
    var node = new TestNode(network.members, network.members.keys.getFirst());
    node.start(network.nowMillis);
    return node;
  }

  /** Started anew without its log, but with its chain. */
  private TestNode lost(TestNode node) {
    node.log.clear();
    node.restore();
    var position = ChainPosition.genesis(network.members.genesis);
    for (var microblock : node.chain) {
      position = position.after(microblock.header());
    }
    node.state =
        node.machine.initial(
            position, new Mode.Observing("its log is lost", Long.MAX_VALUE), node.state.policy());
    node.start(network.nowMillis);
    return node;
  }

  private static long question(TestNode lost) {
    var asked = new ArrayList<Effect.AskStatus>();
    for (Effect effect : lost.last.effects()) {
      if (effect instanceof Effect.AskStatus ask) {
        asked.add(ask);
      }
    }
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().members()).hasSize(3).doesNotContain(lost.publicKey());
    return asked.getFirst().question();
  }

  private void answer(
      TestNode lost, TestNode from, long question, long sequence, Certificate certificate) {
    lost.step(
        network.nowMillis,
        new Input.StatusAnswered(
            from.publicKey(), question, sequence, certificate.digest(), Optional.of(certificate)));
  }

  private void receive(TestNode target, SignedMessage message) {
    target.step(network.nowMillis, new Input.MessageReceived(message));
  }
}
