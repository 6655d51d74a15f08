package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.chain.Committees;
import io.timecoin.consensus.core.chain.MembershipChange;
import io.timecoin.consensus.core.value.ValueRules;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How fast a committee changes, and that seals say so (PROTOCOL §6.4, §7.5). */
class CommitteeChangeTest {
  private final TestMembers members = TestMembers.equal(8);
  private final Committee committee = members.committee();

  @Test
  void atMostAQuarterOfTheWeightEntersPerBlockAndTheRestWaitsInOrder() {
    var changes = List.of(enters(50), enters(51), enters(52), enters(53));
    var first = next(committee, changes);
    assertThat(first.size()).isEqualTo(10);
    assertThat(first.contains(member(50, Tier.BRONZE).key())).isTrue();
    assertThat(first.contains(member(51, Tier.BRONZE).key())).isTrue();
    var second = next(first, changes);
    assertThat(second.size()).isEqualTo(12);

    assertThat(next(second, changes)).isEqualTo(second);
  }

  @Test
  void whoEntersAndWhoLeavesShareTheQuarter() {
    var leaving = committee.members().getFirst().key();
    var next =
        next(committee, List.of(enters(50), new MembershipChange.Leaves(leaving), enters(51)));

    assertThat(next.size()).isEqualTo(8);
    assertThat(next.contains(leaving)).isFalse();
    assertThat(next.contains(member(51, Tier.BRONZE).key())).isFalse();
  }

  @Test
  void whatDoesNotFitIsNotOvertaken() {
    var gold = new MembershipChange.Enters(member(50, Tier.GOLD));

    assertThat(next(committee, List.of(gold, enters(51)))).isEqualTo(committee);
  }

  @Test
  void theLastMemberDoesNotLeave() {
    var one = TestMembers.equal(1).committee();
    var leaves = new MembershipChange.Leaves(one.members().getFirst().key());

    assertThat(next(one, List.of(leaves))).isEqualTo(one);
  }

  @Test
  void whoHasRegisteredAndGoneAgainDoesNotEnter() {
    var gone = new MembershipChange.Leaves(member(50, Tier.BRONZE).key());

    assertThat(next(committee, List.of(enters(50), gone))).isEqualTo(committee);
  }

  @Test
  void aSealNamesTheCommitteeThatFollowsAndANodeThatKnowsAnotherDoesNotGoOn() {
    var committees = Committees.by(_ -> List.of(enters(50)));
    var position = ChainPosition.genesis(members.genesis);
    var sealing =
        new ValueRules(members.genesis, committees, Transaction::wtxid)
            .ofDraft(
                position,
                committee.members().getFirst().key(),
                position.sealDueMillis(members.genesis),
                List.of(),
                new TestNode(members, members.keys.getFirst()).sealInputs)
            .orElseThrow()
            .header();
    var after = position.after(sealing, committees);

    assertThat(after.committee().size()).isEqualTo(9);
    assertThat(sealing.seal().orElseThrow().coverage().orElseThrow().committeeHash())
        .isEqualTo(after.committee().hash());
    assertThatThrownBy(() -> position.after(sealing)).isInstanceOf(IllegalStateException.class);
  }

  private static Committee next(Committee deciding, List<? extends MembershipChange> changes) {
    return Committees.by(_ -> List.copyOf(changes)).after(deciding, 1);
  }

  private static MembershipChange enters(int number) {
    return new MembershipChange.Enters(member(number, Tier.BRONZE));
  }

  private static Member member(int number, Tier tier) {
    var key = TestMembers.key(number).publicKey();
    var address = Address.of(Network.DEVNET, key);
    return new Member(key, tier, tier.votingWeight(), address, address, "127.0.0.1:1");
  }
}
