package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.Input.VerdictAnswered.Answer;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.value.KnownValue;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attacks on rounds and their justification, each as PROTOCOL §6.3 and §6.6 name it. */
class RoundChangeAttacksTest {
  private final TestNetwork network = new TestNetwork(TestMembers.equal(4));
  private final Forger forger = new Forger(network);
  private final TestNode first = network.leader(0);
  private final TestNode second = network.leader(1);

  /** Neither leads round 0 nor 1. */
  private final TestNode node =
      network.others(first).stream().filter(other -> other != second).findFirst().orElseThrow();

  private final KnownValue prepared = forger.value(first, network.nowMillis, 1);
  private final KnownValue rival = forger.value(second, network.nowMillis, 2);

  @BeforeEach
  void start() {
    network.work = false;
    network.start();
  }

  @Test
  void aProposalThatAbandonsThePreparedValueIsDropped() {
    var changes = new ArrayList<>(forger.changes(List.of(second, node), 1));
    changes.add(forger.change(first, 1, Optional.of(preparedCertificate())));
    receive(forger.proposal(second, 1, rival, changes));

    assertUnjustified();
  }

  @Test
  void aProposalOfThePreparedValueIsAcceptedWhoeverProposedItFirst() {
    var changes = new ArrayList<>(forger.changes(List.of(second, other()), 1));
    changes.add(forger.change(first, 1, Optional.of(preparedCertificate())));
    receive(forger.proposal(second, 1, prepared, changes));

    assertThat(node.state.round()).isEqualTo(1);
    assertThat(node.last.effects()).noneMatch(Effect.Dropped.class::isInstance);
  }

  @Test
  void aRoundChangeStrippedOfItsCertificateJustifiesNothing() {
    var honest = forger.change(first, 1, Optional.of(preparedCertificate()));
    var stripped = new RoundChange(1, 1, Optional.empty(), honest.signer(), honest.signature());
    var changes = new ArrayList<>(forger.changes(List.of(second, other()), 1));
    changes.add(stripped);
    receive(forger.proposal(second, 1, rival, changes));

    assertUnjustified();
  }

  @Test
  void oneMembersRoundChangeManyTimesIsNoQuorum() {
    var own = forger.change(second, 1, Optional.empty());
    receive(forger.proposal(second, 1, rival, Collections.nCopies(4, own)));

    assertUnjustified();
  }

  @Test
  void roundChangesOfAnotherRoundJustifyNothing() {
    var third = network.leader(2);
    receive(
        third == node ? other() : node,
        forger.proposal(
            third, 2, forger.value(third, network.nowMillis, 3), forger.changes(network.nodes, 1)));

    assertUnjustified(third == node ? other() : node);
  }

  @Test
  void theHighestPreparedRoundBindsNotTheMostFrequentOne() {
    var changes = new ArrayList<RoundChange>();
    changes.add(forger.change(first, 2, Optional.of(preparedCertificate())));
    changes.add(forger.change(other(), 2, Optional.of(preparedCertificate())));
    changes.add(
        forger.change(
            second,
            2,
            Optional.of(forger.certificate(network.nodes, VoteType.PREPARE, 1, rival.header()))));
    var third = network.leader(2);
    var target = third == node ? other() : node;
    receive(target, forger.proposal(third, 2, prepared, changes));
    assertUnjustified(target);
    receive(target, forger.proposal(third, 2, rival, changes));

    assertThat(target.state.round()).isEqualTo(2);
  }

  @Test
  void anotherMembersValueWithoutAPreparedCertificateIsDropped() {
    receive(forger.proposal(second, 1, prepared, forger.changes(List.of(first, second), 1)));
    assertUnjustified();
    receive(
        forger.proposal(second, 1, prepared, forger.changes(List.of(first, second, other()), 1)));

    assertUnjustified();
  }

  @Test
  void aPreparedCertificateOfTooFewIsDropped() {
    var thin = forger.certificate(List.of(first, second), VoteType.PREPARE, 0, prepared.header());
    receive(forger.change(first, 1, Optional.of(thin)));

    assertUnjustified();
  }

  @Test
  void aCertificateOfCommitsIsNoPreparedCertificate() {
    var commits = forger.certificate(network.nodes, VoteType.COMMIT, 0, prepared.header());
    receive(forger.change(first, 1, Optional.of(commits)));

    assertUnjustified();
  }

  @Test
  void whoseTimerExpiresStaysInTheRoundAndGoesOnVoting() {
    receive(forger.proposal(first, 0, prepared, List.of()));
    var due = node.timers.get(Timer.Kind.ROUND);
    node.step(due.atMillis(), new Input.TimerFired(due.timer()));
    assertThat(node.state.round()).isZero();
    assertThat(node.log).isEmpty();
    assertThat(sent(node)).containsExactly(VoteType.TIMEOUT);
    valid(node, prepared, 1);

    assertThat(node.log.stream().map(CommitteeOfOneTest::typeOf)).containsExactly(VoteType.PREPARE);
  }

  @Test
  void aTimeoutIsRepeatedEveryBase() {
    receive(forger.proposal(first, 0, prepared, List.of()));
    var due = node.timers.get(Timer.Kind.ROUND);
    node.step(due.atMillis(), new Input.TimerFired(due.timer()));
    for (int i = 0; i < 3; i++) {
      var repeat = node.timers.get(Timer.Kind.REPEAT);
      assertThat(repeat.atMillis()).isEqualTo(due.atMillis() + (i + 1) * 1_000L);
      node.step(repeat.atMillis(), new Input.TimerFired(repeat.timer()));
      assertThat(sent(node)).containsExactly(VoteType.TIMEOUT);
    }
  }

  @Test
  void aLiarFarAheadMovesNobodyAndTwoMembersMoveTheRest() {
    receive(forger.timeout(first, 1, 1 << 30));
    receive(forger.change(first, 1 << 30, Optional.empty()));
    assertThat(node.state.round()).isZero();
    receive(forger.timeout(second, 1, 0));
    assertThat(node.state.round()).isEqualTo(1);
    assertThat(node.log.stream().map(CommitteeOfOneTest::typeOf))
        .containsExactly(VoteType.ROUND_CHANGE);
  }

  @Test
  void nothingIsSignedInARoundAlreadyLeft() {
    receive(forger.timeout(first, 1, 0));
    receive(forger.timeout(second, 1, 0));
    int said = node.log.size();
    receive(forger.proposal(first, 0, prepared, List.of()));
    valid(node, prepared, 1);
    network
        .others(node)
        .forEach(other -> receive(forger.ballot(other, VoteType.PREPARE, 0, prepared.header())));

    assertThat(node.log).hasSize(said);
  }

  @Test
  void whatIsPreparedAfterLeavingChangesNoRoundChange() {
    receive(forger.timeout(first, 1, 0));
    receive(forger.timeout(second, 1, 0));
    network
        .others(node)
        .forEach(other -> receive(forger.ballot(other, VoteType.PREPARE, 0, prepared.header())));
    var repeat = node.timers.get(Timer.Kind.REPEAT);
    node.step(repeat.atMillis(), new Input.TimerFired(repeat.timer()));

    assertThat(node.last.effects())
        .contains(new Effect.Send(List.of(((LogEntry.Spoken) node.log.getFirst()).message())));
    receive(forger.timeout(first, 1, 1));
    receive(forger.timeout(second, 1, 1));
    assertThat(node.log.getLast())
        .isInstanceOfSatisfying(
            LogEntry.Spoken.class,
            spoken -> assertThat(((RoundChange) spoken.message()).prepared()).isEmpty());
  }

  @Test
  void aQuorumOfCommitsOfARoundAlreadyLeftDecides() {
    receive(forger.proposal(first, 0, prepared, List.of()));
    valid(node, prepared, 1);
    receive(forger.timeout(first, 1, 4));
    receive(forger.timeout(second, 1, 4));
    assertThat(node.state.round()).isEqualTo(5);
    network
        .others(node)
        .forEach(other -> receive(forger.ballot(other, VoteType.COMMIT, 0, prepared.header())));

    assertThat(node.chain).hasSize(1);
    assertThat(node.chain.getFirst().certificate().round()).isZero();
  }

  @Test
  void anEquivocatingLeaderIsEvidenceAndItsFirstValueStands() {
    var honest = forger.proposal(first, 0, prepared, List.of());
    var second = forger.proposal(first, 0, forger.value(first, network.nowMillis, 9), List.of());
    receive(honest);
    receive(second);

    assertThat(node.last.effects()).containsExactly(new Effect.Evidence(honest, second));
    valid(node, prepared, 1);
    assertThat(((LogEntry.Spoken) node.log.getFirst()).message().digest())
        .isEqualTo(prepared.header().digest());
  }

  @Test
  void twoRoundChangesOfOneMemberForOneRoundAreEvidence() {
    var nothing = forger.change(first, 1, Optional.empty());
    var something = forger.change(first, 1, Optional.of(preparedCertificate()));
    receive(nothing);
    receive(something);

    assertThat(node.last.effects()).contains(new Effect.Evidence(nothing, something));
  }

  private Certificate preparedCertificate() {
    return forger.certificate(network.others(node), VoteType.PREPARE, 0, prepared.header());
  }

  private TestNode other() {
    return network.nodes.stream()
        .filter(other -> other != first && other != second && other != node)
        .findFirst()
        .orElseThrow();
  }

  private void receive(SignedMessage message) {
    receive(node, message);
  }

  private void receive(TestNode target, SignedMessage message) {
    target.step(network.nowMillis, new Input.MessageReceived(message));
  }

  private void valid(TestNode target, KnownValue value, int number) {
    var drafted = Forger.transactions(number);
    target.step(
        network.nowMillis,
        new Input.VerdictAnswered(
            1,
            value.header().previousDigest(),
            value.header().digest(),
            new Answer.Valid(value.header(), drafted, target.sealInputs.plus(drafted, 0))));
  }

  private void assertUnjustified() {
    assertUnjustified(node);
  }

  private static void assertUnjustified(TestNode target) {
    assertThat(target.last.effects()).containsExactly(new Effect.Dropped(DropReason.UNJUSTIFIED));
    assertThat(target.state.round()).isZero();
  }

  private static List<VoteType> sent(TestNode target) {
    return target.last.effects().stream()
        .filter(Effect.Send.class::isInstance)
        .flatMap(effect -> ((Effect.Send) effect).messages().stream())
        .map(SignedMessage::type)
        .toList();
  }
}
