package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.committee.VoteType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node does with its log after a restart, and without it (PROTOCOL §6.7). */
class VoteLogTest {
  private final TestNetwork network = new TestNetwork(TestMembers.equal(4));

  @Test
  void sendsExactlyWhatTheLogHolds() {
    network.filter = (from, to, message) -> message.type() != VoteType.COMMIT;
    network.start();
    var leader = network.leader(0);
    network.runUntil(() -> spoken(leader, VoteType.COMMIT) == 1);
    var before = List.copyOf(leader.log);
    leader.restore();
    leader.start(network.nowMillis);

    assertThat(leader.last.entries()).isEmpty();
    assertThat(leader.last.effects())
        .contains(new Effect.Send(messages(before)))
        .anyMatch(Effect.AskVerdict.class::isInstance);
  }

  @Test
  void aRestartedCommitteeGoesOnWithTheSameValue() {
    network.filter = (from, to, message) -> message.type() != VoteType.COMMIT;
    network.start();
    network.runUntil(
        () -> network.nodes.stream().allMatch(node -> spoken(node, VoteType.COMMIT) == 1));
    var digest = messages(network.leader(0).log).getFirst().digest();
    network.filter = (from, to, message) -> true;
    network.restartAll();
    network.runUntilDecided(1);

    assertThat(network.nodes.getFirst().chain.getFirst().header().digest()).isEqualTo(digest);
  }

  @Test
  void anOwnMessageThatTheLogLacksMakesAnObserver() {
    network.start();
    var leader = network.leader(0);
    network.runUntil(() -> spoken(leader, VoteType.PROPOSAL) == 1);
    var own = messages(leader.log).getFirst();
    leader.log.clear();
    leader.restore();
    leader.start(network.nowMillis);
    leader.step(network.nowMillis, new Input.MessageReceived(own));

    assertThat(leader.state.mode()).isInstanceOf(Mode.Observing.class);
    leader.step(network.nowMillis, new Input.SigningAllowed(3));
    assertThat(leader.state.mode()).isEqualTo(observing(leader, 3));
  }

  @Test
  void anObserverSignsNothingUntilItsSequenceHasCome() {
    network.start();
    var leader = network.leader(0);
    leader.state =
        leader.machine.initial(
            leader.state.position(), new Mode.Observing("lost log", 3), leader.state.policy());
    leader.start(network.nowMillis);
    network.runUntil(() -> network.others(leader).stream().allMatch(n -> n.chain.size() >= 4));

    assertThat(leader.state.mode()).isEqualTo(new Mode.Voting());
    assertThat(messages(leader.log))
        .allSatisfy(message -> assertThat(message.sequence()).isGreaterThanOrEqualTo(3));
  }

  @Test
  void aLogThatIsAheadOfTheChainMakesAnObserver() {
    network.start();
    network.runUntilDecided(1);
    var node = network.nodes.getFirst();
    node.chain.clear();
    node.restore();
    network.nowMillis++;
    node.start(network.nowMillis);

    var ahead = messages(node.log).stream().anyMatch(message -> message.sequence() > 1);
    assertThat(node.state.mode() instanceof Mode.Observing).isEqualTo(ahead);
  }

  @Test
  void twoCertifiedMicroblocksOfOneSequenceHalt() {
    network.start();
    network.runUntilDecided(1);
    var node = network.nodes.getFirst();
    var rival = new TestNetwork(network.members);
    rival.nowMillis = network.nowMillis + 3;
    rival.start();
    rival.runUntilDecided(1);
    network.nodes.forEach(TestNode::restore);
    node.state =
        node.machine.initial(
            ChainPosition.genesis(network.members.genesis).after(node.chain.getFirst().header()),
            new Mode.Voting(),
            node.state.policy());
    node.step(
        network.nowMillis, new Input.MicroblockFinal(rival.nodes.getFirst().chain.getFirst()));

    assertThat(node.state.mode()).isInstanceOf(Mode.Halted.class);
    assertThat(node.step(network.nowMillis, new Input.SigningAllowed(1)).effects()).isEmpty();
  }

  private static Mode observing(TestNode node, long from) {
    return new Mode.Observing(((Mode.Observing) node.state.mode()).reason(), from);
  }

  private static long spoken(TestNode node, VoteType type) {
    return messages(node.log).stream().filter(message -> message.type() == type).count();
  }

  private static List<SignedMessage> messages(List<LogEntry> log) {
    return log.stream()
        .filter(LogEntry.Spoken.class::isInstance)
        .map(entry -> ((LogEntry.Spoken) entry).message())
        .toList();
  }
}
