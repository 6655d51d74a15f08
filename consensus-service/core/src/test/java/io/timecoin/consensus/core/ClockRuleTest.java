package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.Input.VerdictAnswered.Answer;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.value.KnownValue;
import io.timecoin.protocol.committee.VoteType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one clock rule of PROTOCOL §6.2, and where it does not hold anybody back. */
class ClockRuleTest {
  private static final long FAR_BEHIND_MILLIS = 60_000;

  private final TestNetwork network = new TestNetwork(TestMembers.equal(4));
  private final Forger forger = new Forger(network);
  private final TestNode first = network.leader(0);
  private final TestNode second = network.leader(1);
  private final TestNode node =
      network.others(first).stream().filter(other -> other != second).findFirst().orElseThrow();

  @BeforeEach
  void start() {
    network.work = false;
    network.start();
  }

  @Test
  void aValueTwoSecondsAheadIsVotedForAndOneMillisecondMoreIsWaitedFor() {
    propose(forger.value(first, network.nowMillis + 2_001, 1), network.nowMillis);
    assertThat(node.log).isEmpty();
    assertThat(node.timers.get(Timer.Kind.CLOCK).atMillis()).isEqualTo(network.nowMillis + 1);
    var due = node.timers.get(Timer.Kind.CLOCK);
    node.step(due.atMillis(), new Input.TimerFired(due.timer()));

    assertPrepared();
  }

  @Test
  void theSmallestTimeThatExistsIsNotWaitedFor() {
    long smallest = node.state.position().timeMillis() + 1;
    propose(forger.value(first, smallest, 1), smallest - FAR_BEHIND_MILLIS);

    assertPrepared();
  }

  @Test
  void aPreparedValueIsNotWaitedFor() {
    var ahead = forger.value(first, network.nowMillis + FAR_BEHIND_MILLIS / 10, 1);
    var certificate = forger.certificate(network.others(node), VoteType.PREPARE, 0, ahead.header());
    var changes = new ArrayList<>(forger.changes(List.of(first, second), 1));
    network.nodes.stream()
        .filter(other -> other != first && other != second && other != node)
        .forEach(other -> changes.add(forger.change(other, 1, Optional.of(certificate))));
    receive(forger.proposal(second, 1, ahead, changes), network.nowMillis);
    judge(ahead, network.nowMillis);

    assertPrepared();
  }

  private void propose(KnownValue value, long nowMillis) {
    receive(forger.proposal(first, 0, value, List.of()), nowMillis);
    judge(value, nowMillis);
  }

  private void receive(Proposal proposal, long nowMillis) {
    node.step(nowMillis, new Input.MessageReceived(proposal));
  }

  private void judge(KnownValue value, long nowMillis) {
    var drafted = Forger.transactions(1);
    node.step(
        nowMillis,
        new Input.VerdictAnswered(
            1,
            value.header().previousDigest(),
            value.header().digest(),
            new Answer.Valid(value.header(), drafted, node.sealInputs.plus(drafted, 0))));
  }

  private void assertPrepared() {
    assertThat(node.log.stream().map(CommitteeOfOneTest::typeOf)).contains(VoteType.PREPARE);
  }
}
