package io.timecoin.protocol.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.testing.TestChain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitteeTest {

  @Test
  void membersStandInKeyOrder() {
    Committee committee = TestChain.ofMembers(20).committee();
    List<PublicKey> keys = committee.members().stream().map(Member::key).toList();
    assertThat(keys).isSorted().doesNotHaveDuplicates().hasSize(20);
    for (int i = 0; i < keys.size(); i++) {
      assertThat(committee.indexOf(keys.get(i))).hasValue(i);
    }
  }

  @Test
  void weightsFollowTheTier() {
    Committee committee = TestChain.ofTiers(Tier.BRONZE, Tier.SILVER, Tier.GOLD).committee();
    assertThat(committee.weightOf(ChainKeys.member(0).publicKey())).isEqualTo(1);
    assertThat(committee.weightOf(ChainKeys.member(1).publicKey())).isEqualTo(10);
    assertThat(committee.weightOf(ChainKeys.member(2).publicKey())).isEqualTo(100);
    assertThat(committee.totalWeight()).isEqualTo(111);
  }

  @Test
  void anAllFreeGenesisCommitteeWeighsOneEach() {
    Committee committee = TestChain.ofTiers(Tier.FREE, Tier.FREE, Tier.FREE).committee();
    assertThat(committee.members()).hasSize(3).allMatch(member -> member.weight() == 1);
  }

  @Test
  void aFreeMemberBesideOthersHasNoVote() {
    Committee committee = TestChain.ofTiers(Tier.FREE, Tier.BRONZE, Tier.FREE).committee();
    PublicKey free = ChainKeys.member(0).publicKey();
    assertThat(committee.members())
        .extracting(Member::key)
        .containsExactly(ChainKeys.member(1).publicKey());
    assertThat(committee.contains(free)).isFalse();
    assertThat(committee.weightOf(free)).isZero();
    assertThat(committee.indexOf(free)).isEmpty();
  }

  @Test
  void quorumIsStrictlyMoreThanTwoThirds() {
    Committee nine = TestChain.ofMembers(9).committee();
    assertThat(nine.isQuorum(6)).isFalse();
    assertThat(nine.isQuorum(7)).isTrue();
    assertThat(nine.moreThanThird(3)).isFalse();
    assertThat(nine.moreThanThird(4)).isTrue();
    Committee one = TestChain.ofMembers(1).committee();
    assertThat(one.isQuorum(0)).isFalse();
    assertThat(one.isQuorum(1)).isTrue();
  }

  @Test
  void everyMemberLeadsOnceBeforeAnyLeadsAgain() {
    Committee committee =
        TestChain.ofTiers(Tier.GOLD, Tier.SILVER, Tier.BRONZE, Tier.BRONZE).committee();
    for (long sequence : new long[] {0, 1, 77, Long.MAX_VALUE, -1}) {
      assertThat(committee.leaders(sequence))
          .containsExactlyInAnyOrderElementsOf(
              committee.members().stream().map(Member::key).toList());
      assertThat(committee.leader(sequence, Integer.MAX_VALUE))
          .isEqualTo(committee.leader(sequence, Integer.MAX_VALUE % 4));
    }
  }

  @Test
  void leadersComeByWeight() {
    Committee committee = TestChain.ofTiers(Tier.GOLD, Tier.SILVER, Tier.BRONZE).committee();
    Map<PublicKey, Integer> turns = new HashMap<>();
    for (long sequence = 1; sequence <= 11_100; sequence++) {
      turns.merge(committee.leader(sequence, 0), 1, Integer::sum);
    }
    assertThat(turns.get(ChainKeys.member(0).publicKey())).isBetween(9_850, 10_150);
    assertThat(turns.get(ChainKeys.member(1).publicKey())).isBetween(880, 1_120);
    assertThat(turns.get(ChainKeys.member(2).publicKey())).isBetween(60, 140);
  }

  @Test
  void thereIsAMemberAndNoKeyTwice() {
    assertThatThrownBy(() -> Committee.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    Member member = TestChain.ofMembers(1).committee().members().getFirst();
    assertThatThrownBy(() -> Committee.of(List.of(member, member)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two members");
  }
}
