package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.Input.VerdictAnswered.Answer;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.value.KnownValue;
import io.timecoin.protocol.committee.VoteType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ways in which a committee once stood still for ever, each found by the simulator. */
class LivenessScenariosTest {
  private final TestNetwork network = new TestNetwork(TestMembers.equal(4));
  private final Forger forger = new Forger(network);
  private final TestNode first = network.leader(0);
  private final TestNode second = network.leader(1);

  /** Neither leads round 0 nor 1. */
  private final TestNode node =
      network.others(first).stream().filter(other -> other != second).findFirst().orElseThrow();

  private final KnownValue value = forger.value(first, network.nowMillis, 1);

  @Test
  void whoIsRestartedInAHigherRoundWithoutOwnWorkTimesItOut() {
    startIdle();
    reachRoundOne();
    node.restore();
    node.start(network.nowMillis);

    var round = node.timers.get(Timer.Kind.ROUND);
    assertThat(round.timer().round()).isEqualTo(1);
    assertThat(round.atMillis()).isEqualTo(network.nowMillis + 1_000);
    node.step(round.atMillis(), new Input.TimerFired(round.timer()));
    assertThat(sent()).contains(VoteType.TIMEOUT);
  }

  @Test
  void anObserverThatBecomesAVoterInAHigherRoundSaysSoAndTakesPart() {
    node.state =
        node.machine.initial(
            node.state.position(),
            new Mode.Observing("lost log", Long.MAX_VALUE),
            node.state.policy());
    startIdle();
    reachRoundOne();
    assertThat(node.log).isEmpty();
    node.step(network.nowMillis, new Input.SigningAllowed(1));

    assertThat(spoken()).containsExactly(VoteType.ROUND_CHANGE);
    assertThat(node.timers).containsKeys(Timer.Kind.REPEAT, Timer.Kind.ROUND);
    receive(
        node,
        forger.proposal(second, 1, value(2), forger.changes(List.of(first, second, node), 1)));
    valid(value(2), 2);
    assertThat(spoken()).containsExactly(VoteType.ROUND_CHANGE, VoteType.PREPARE);
  }

  @Test
  void aValueProposedAgainIsJudgedAgainIfItWasNot() {
    startIdle();
    receive(node, forger.proposal(first, 0, value, List.of()));
    proposeAgain();
    var again = node.timers.get(Timer.Kind.ASK_AGAIN);
    node.step(again.atMillis(), new Input.TimerFired(again.timer()));

    assertThat(node.last.effects())
        .anyMatch(
            effect ->
                effect instanceof Effect.AskVerdict ask
                    && ask.round() == 1
                    && ask.header().equals(value.header()));
    assertThat(spoken()).containsExactly(VoteType.ROUND_CHANGE);
    valid(value, 1);
    assertThat(spoken()).containsExactly(VoteType.ROUND_CHANGE, VoteType.PREPARE);
  }

  @Test
  void aValueProposedAgainIsPreparedAtOnceIfItWasJudged() {
    startIdle();
    receive(node, forger.proposal(first, 0, value, List.of()));
    valid(value, 1);
    proposeAgain();

    assertThat(node.last.effects()).noneMatch(Effect.AskVerdict.class::isInstance);
    assertThat(spoken()).containsExactly(VoteType.PREPARE, VoteType.ROUND_CHANGE, VoteType.PREPARE);
  }

  private void startIdle() {
    network.work = false;
    network.start();
  }

  private void reachRoundOne() {
    receive(node, forger.timeout(first, 1, 0));
    receive(node, forger.timeout(second, 1, 0));
    assertThat(node.state.round()).isEqualTo(1);
  }

  /** What others have prepared in round 0, in round 1. */
  private void proposeAgain() {
    var others = network.others(node);
    var certificate = forger.certificate(others, VoteType.PREPARE, 0, value.header());
    var changes = new ArrayList<>(forger.changes(others.subList(1, 3), 1));
    changes.add(forger.change(others.getFirst(), 1, Optional.of(certificate)));
    receive(node, forger.proposal(second, 1, value, changes));
  }

  private KnownValue value(int number) {
    return forger.value(second, network.nowMillis, number);
  }

  private void receive(TestNode target, SignedMessage message) {
    target.step(network.nowMillis, new Input.MessageReceived(message));
  }

  private void valid(KnownValue judged, int number) {
    var drafted = Forger.transactions(number);
    node.step(
        network.nowMillis,
        new Input.VerdictAnswered(
            1,
            judged.header().previousDigest(),
            judged.header().digest(),
            new Answer.Valid(judged.header(), drafted, node.sealInputs.plus(drafted, 0))));
  }

  private List<VoteType> spoken() {
    return node.log.stream()
        .filter(LogEntry.Spoken.class::isInstance)
        .map(CommitteeOfOneTest::typeOf)
        .toList();
  }

  private List<VoteType> sent() {
    return node.last.effects().stream()
        .filter(Effect.Send.class::isInstance)
        .flatMap(effect -> ((Effect.Send) effect).messages().stream())
        .map(SignedMessage::type)
        .toList();
  }
}
