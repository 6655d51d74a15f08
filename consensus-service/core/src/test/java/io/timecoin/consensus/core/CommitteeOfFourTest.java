package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.committee.VoteType;
import org.junit.jupiter.api.Test;

class CommitteeOfFourTest {
  private final TestNetwork network = new TestNetwork(TestMembers.equal(4));

  @Test
  void decidesInRoundZeroWhenAllIsWell() {
    network.start();
    network.runUntilDecided(10);

    assertThat(network.nodes)
        .allSatisfy(node -> assertThat(node.effects).noneMatch(Effect.TimedOut.class::isInstance));
  }

  @Test
  void aLostLeaderIsReplacedInTheNextRound() {
    var lost = network.leader(0);
    network.down.add(lost);
    network.start();
    network.runUntilDecided(1);

    var header = network.others(lost).getFirst().chain.getFirst();
    assertThat(header.certificate().round()).isPositive();
    assertThat(header.header().proposer()).isNotEqualTo(lost.publicKey());
  }

  @Test
  void withoutAQuorumTheChainWaits() {
    network.down.add(network.nodes.get(0));
    network.down.add(network.nodes.get(1));
    network.start();
    for (int i = 0; i < 500; i++) {
      network.once();
    }

    assertThat(network.nodes).allSatisfy(node -> assertThat(node.chain).isEmpty());
  }

  @Test
  void aPreparedValueIsCarriedOverToTheNextRound() {
    network.filter = (from, to, message) -> !isCommitOfRoundZero(message);
    network.start();
    network.runUntilDecided(1);

    var first = network.nodes.getFirst().chain.getFirst();
    assertThat(first.certificate().round()).isPositive();
    assertThat(first.header().proposer()).isEqualTo(network.members.committee().leader(1, 0));
  }

  @Test
  void theLeaderFetchesAPreparedValueThatItHasNeverSeen() {
    var next = network.leader(1);
    network.filter =
        (from, to, message) ->
            !isCommitOfRoundZero(message)
                && !(to == next && message.round() == 0 && message instanceof Proposal);
    network.start();
    network.runUntilDecided(1);

    assertThat(next.effects).anyMatch(Effect.FetchProposal.class::isInstance);
    assertThat(next.chain.getFirst().header().proposer())
        .isEqualTo(network.members.committee().leader(1, 0));
  }

  @Test
  void aNodeThatMissedTheProposalDecidesByTheCommitsAndFetchesTheRest() {
    var deaf = network.others(network.leader(0)).getFirst();
    network.filter = (from, to, message) -> to != deaf || message.type() == VoteType.COMMIT;
    network.start();
    network.runUntil(() -> !deaf.chain.isEmpty());

    assertThat(deaf.effects).anyMatch(Effect.FetchProposal.class::isInstance);
  }

  @Test
  void votesThatComeBeforeTheProposalCount() {
    var late = network.others(network.leader(0)).getFirst();
    network.filter = (from, to, message) -> to != late;
    network.start();
    var leader = network.leader(0);
    network.runUntil(() -> network.others(late).stream().allMatch(n -> !n.chain.isEmpty()));
    network.others(late).forEach(other -> receive(late, other, VoteType.PREPARE));
    assertThat(late.log).isEmpty();
    receive(late, leader, VoteType.PROPOSAL);
    var microblock = leader.chain.getFirst();
    late.step(
        network.nowMillis,
        new Input.VerdictAnswered(
            1,
            microblock.header().previousDigest(),
            microblock.header().digest(),
            new Input.VerdictAnswered.Answer.Valid(
                microblock.header(),
                microblock.transactions(),
                late.sealInputs.plus(microblock.transactions(), 0))));

    assertThat(late.last.entries().stream().map(CommitteeOfOneTest::typeOf))
        .containsExactly(VoteType.PREPARE, null, VoteType.COMMIT);
  }

  private void receive(TestNode to, TestNode from, VoteType type) {
    from.log.stream()
        .filter(entry -> CommitteeOfOneTest.typeOf(entry) == type)
        .map(entry -> ((LogEntry.Spoken) entry).message())
        .filter(message -> message.sequence() == 1)
        .forEach(message -> to.step(network.nowMillis, new Input.MessageReceived(message)));
  }

  @Test
  void weightDecidesNotTheNumberOfMembers() {
    var weighted =
        new TestNetwork(TestMembers.of(Tier.GOLD, Tier.BRONZE, Tier.BRONZE, Tier.SILVER));
    var gold =
        weighted.nodes.stream()
            .filter(node -> weighted.members.committee().weightOf(node.publicKey()) == 100)
            .findFirst()
            .orElseThrow();
    weighted.others(gold).forEach(weighted.down::add);
    weighted.start();
    weighted.runUntilDecided(5);

    assertThat(gold.chain).hasSize(5);
  }

  @Test
  void aCommitteeOfThirteenDecidesWithFourLost() {
    var large = new TestNetwork(TestMembers.equal(13));
    large.nodes.subList(0, 4).forEach(large.down::add);
    large.start();
    large.runUntilDecided(3);

    assertThat(large.nodes.getLast().chain).hasSize(3);
  }

  private static boolean isCommitOfRoundZero(SignedMessage message) {
    return message.type() == VoteType.COMMIT && message.round() == 0;
  }
}
