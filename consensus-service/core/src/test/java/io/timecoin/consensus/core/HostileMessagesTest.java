package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.value.ValueRules;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Bitmap;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Signature;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostileMessagesTest {
  private final TestNetwork network = new TestNetwork(TestMembers.equal(4));
  private final Pen pen = new Pen(network.members.genesis.hash());
  private final TestNode node = network.others(network.leader(0)).getFirst();
  private final TestNode other = network.others(network.leader(0)).getLast();

  @BeforeEach
  void start() {
    network.work = false;
    network.start();
  }

  @Test
  void aStrangersVoteIsDropped() {
    receive(ballot(TestMembers.key(99), VoteType.PREPARE, 1, 0, TestMembers.anyDigest(1)));

    assertDropped(DropReason.NO_MEMBER);
  }

  @Test
  void aForgedSignatureIsDropped() {
    var honest = ballot(other.key, VoteType.PREPARE, 1, 0, TestMembers.anyDigest(1));
    node.step(
        network.nowMillis,
        new Input.MessageReceived(
            new Ballot(
                VoteType.PREPARE,
                1,
                0,
                TestMembers.anyDigest(2),
                other.publicKey(),
                honest.signature())));

    assertDropped(DropReason.BAD_SIGNATURE);
  }

  @Test
  void aMessageFarAheadIsDroppedAndOneOfTheNextSequenceKeptWithinItsShare() {
    receive(ballot(other.key, VoteType.PREPARE, 3, 0, TestMembers.anyDigest(1)));
    assertThat(node.last.effects())
        .containsExactly(new Effect.Dropped(DropReason.TOO_FAR_AHEAD), new Effect.FetchRange(1, 2));

    for (int round : new int[] {0, 3, 9}) {
      receive(ballot(other.key, VoteType.PREPARE, 2, round, TestMembers.anyDigest(1)));
      assertThat(node.last.effects()).noneMatch(Effect.Dropped.class::isInstance);
    }
    receive(ballot(other.key, VoteType.PREPARE, 2, 8, TestMembers.anyDigest(1)));
    assertDropped(DropReason.BUFFER_FULL);
  }

  @Test
  void aDecidedSequenceIsStale() {
    network.work = true;
    network.nodes.forEach(TestNode::restore);
    network.start();
    network.runUntilDecided(1);
    receive(ballot(other.key, VoteType.COMMIT, 1, 0, node.chain.getFirst().header().digest()));

    assertDropped(DropReason.STALE);
  }

  @Test
  void twoVotesOfOneMemberAreEvidenceAndTheFirstCounts() {
    var first = ballot(other.key, VoteType.PREPARE, 1, 0, TestMembers.anyDigest(1));
    var second = ballot(other.key, VoteType.PREPARE, 1, 0, TestMembers.anyDigest(2));
    receive(first);
    receive(second);

    assertThat(node.last.effects()).containsExactly(new Effect.Evidence(first, second));
    receive(first);
    assertThat(node.last.effects()).isEmpty();
  }

  @Test
  void aRoundChangeWithAnUnprovenPreparedValueIsDropped() {
    var forged =
        new Certificate(
            1,
            0,
            TestMembers.anyDigest(1),
            Bitmap.of(4, IntStream.range(0, 3)),
            List.of(sign(other.key, 0), sign(other.key, 0), sign(other.key, 0)));
    receive(roundChange(other.key, 1, Optional.of(forged)));

    assertDropped(DropReason.UNJUSTIFIED);
  }

  @Test
  void aProposalOfAHigherRoundNeedsAQuorumOfRoundChanges() {
    var leader = network.leader(1);
    var header = headerBy(leader);
    var changes =
        network.nodes.stream()
            .limit(2)
            .map(member -> roundChange(member.key, 1, Optional.empty()))
            .toList();
    network
        .others(leader)
        .getFirst()
        .step(
            network.nowMillis, new Input.MessageReceived(proposal(leader.key, 1, header, changes)));

    assertThat(network.others(leader).getFirst().last.effects())
        .contains(new Effect.Dropped(DropReason.UNJUSTIFIED));
  }

  @Test
  void aJustifiedProposalOfAHigherRoundMovesTheNodeThere() {
    var leader = network.leader(1);
    var target = network.others(leader).getFirst();
    var changes =
        network.others(target).stream()
            .map(member -> roundChange(member.key, 1, Optional.empty()))
            .toList();
    target.step(
        network.nowMillis,
        new Input.MessageReceived(proposal(leader.key, 1, headerBy(leader), changes)));

    assertThat(target.state.round()).isEqualTo(1);
    assertThat(target.last.entries().stream().map(CommitteeOfOneTest::typeOf))
        .containsExactly(VoteType.ROUND_CHANGE);
  }

  @Test
  void onlyTheLeaderProposes() {
    receive(proposal(other.key, 0, headerBy(other), List.of()));

    assertDropped(DropReason.NOT_THE_LEADER);
  }

  @Test
  void aValueAheadOfTheClockIsWaitedFor() {
    var leader = network.leader(0);
    var time = network.nowMillis + 5_000;
    var drafted = List.of(TestMembers.transaction(1));
    var value =
        new ValueRules(network.members.genesis)
            .ofDraft(
                node.state.position(),
                leader.publicKey(),
                time,
                drafted,
                node.sealInputs.plus(drafted, 0))
            .orElseThrow();
    receive(proposal(leader.key, 0, value.header(), List.of()));
    node.step(
        network.nowMillis,
        new Input.VerdictAnswered(
            1,
            value.header().previousDigest(),
            value.header().digest(),
            new Input.VerdictAnswered.Answer.Valid(
                value.header(), drafted, node.sealInputs.plus(drafted, 0))));

    assertThat(node.log).isEmpty();
    var clock = node.timers.get(Timer.Kind.CLOCK);
    assertThat(clock.atMillis()).isEqualTo(time - 2_000);
    node.step(clock.atMillis(), new Input.TimerFired(clock.timer()));
    assertThat(node.log.stream().map(CommitteeOfOneTest::typeOf)).containsExactly(VoteType.PREPARE);
  }

  @Test
  void anInvalidValueGetsNoVote() {
    var leader = network.leader(0);
    var header = headerBy(leader);
    receive(proposal(leader.key, 0, header, List.of()));
    node.step(
        network.nowMillis,
        new Input.VerdictAnswered(
            1,
            header.previousDigest(),
            header.digest(),
            new Input.VerdictAnswered.Answer.Invalid("BAD_SIGNATURE")));

    assertThat(node.log).isEmpty();
  }

  private MicroblockHeader headerBy(TestNode proposer) {
    var drafted = List.of(TestMembers.transaction(7));
    return new ValueRules(network.members.genesis)
        .ofDraft(
            node.state.position(),
            proposer.publicKey(),
            network.nowMillis,
            drafted,
            node.sealInputs.plus(drafted, 0))
        .orElseThrow()
        .header();
  }

  private void receive(SignedMessage message) {
    node.step(network.nowMillis, new Input.MessageReceived(message));
  }

  private void assertDropped(DropReason reason) {
    assertThat(node.last.effects()).containsExactly(new Effect.Dropped(reason));
    assertThat(node.last.entries()).isEmpty();
  }

  private Ballot ballot(KeyPair key, VoteType type, long sequence, int round, Hash256 digest) {
    return pen.ballot(key, type, sequence, round, digest);
  }

  private RoundChange roundChange(KeyPair key, int round, Optional<Certificate> prepared) {
    return pen.change(key, 1, round, prepared);
  }

  private Proposal proposal(
      KeyPair key, int round, MicroblockHeader header, List<RoundChange> changes) {
    return pen.proposal(key, round, header, List.of(header.transactionRoot()), changes);
  }

  private Signature sign(KeyPair key, int round) {
    return ballot(key, VoteType.PREPARE, 1, round, TestMembers.anyDigest(1)).signature();
  }
}
