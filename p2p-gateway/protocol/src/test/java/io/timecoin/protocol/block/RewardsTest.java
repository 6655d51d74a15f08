package io.timecoin.protocol.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.testing.TestChain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RewardsTest {
  /** ln 2, ln 3, ln 10 from published tables. */
  private static final BigDecimal LN_2 =
      new BigDecimal("0.693147180559945309417232121458176568075500134360255254");

  private static final BigDecimal LN_3 =
      new BigDecimal("1.098612288668109691395245236922525704647490557822749451");

  private static final BigDecimal LN_10 =
      new BigDecimal("2.302585092994045684017991454684364207601101488628772976");

  @Test
  void logarithmsAgreeWithTheTables() {
    assertBrackets(2, LN_2);
    assertBrackets(3, LN_3);
    assertBrackets(10, LN_10);
    assertBrackets(1, BigDecimal.ZERO);
  }

  private static void assertBrackets(int n, BigDecimal tabled) {
    // The tables end after 54 decimals.
    var end = BigDecimal.ONE.movePointLeft(53);
    var ln = new NaturalLogarithm(n, 45);
    assertThat(ln.below()).isLessThanOrEqualTo(tabled.add(end));
    assertThat(ln.above()).isGreaterThanOrEqualTo(tabled.subtract(end));
    assertThat(ln.above().subtract(ln.below()))
        .isLessThanOrEqualTo(BigDecimal.ONE.movePointLeft(45));
  }

  @Test
  void theBoundsCloseInOnTheSameNumber() {
    for (int n : new int[] {1, 2, 3, 4, 7, 1_000, 65_535, 65_536, Integer.MAX_VALUE}) {
      var rough = new NaturalLogarithm(n, 20);
      var fine = new NaturalLogarithm(n, 300);
      assertThat(fine.below()).isBetween(rough.below(), rough.above());
      assertThat(fine.above()).isBetween(rough.below(), rough.above());
      assertThat(fine.below().doubleValue()).isCloseTo(Math.log(n), within());
    }
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-12);
  }

  @Test
  void tooFewDigitsAreMadeMore() {
    // With one digit neither bound decides this floor.
    BigInteger floor = NaturalLogarithm.floorOfProduct(10_000_000_000L, 4, 1);
    assertThat(floor).isEqualTo(BigInteger.valueOf(13_862_943_611L));
    BigInteger large = NaturalLogarithm.floorOfProduct(GenesisDocument.MAX_BASE_REWARD, 2, 1);
    assertThat(large)
        .isEqualTo(
            LN_2.multiply(BigDecimal.valueOf(GenesisDocument.MAX_BASE_REWARD)).toBigInteger());
  }

  @Test
  void oneMemberGetsTheBaseReward() {
    assertThat(Rewards.rewardFor(12_345, 1)).isEqualTo(12_345);
    assertThat(Rewards.rewardFor(0, 50)).isZero();
  }

  @Test
  void theLargestBaseRewardStaysInRangeForAnyCommittee() {
    assertThat(Rewards.rewardFor(GenesisDocument.MAX_BASE_REWARD, Integer.MAX_VALUE)).isPositive();
  }

  @Test
  void sharesFollowTheRewardWeightAndTheRestGoesToTheProposer() {
    Committee committee = TestChain.ofTiers(Tier.BRONZE, Tier.SILVER, Tier.GOLD).committee();
    var silver = ChainKeys.member(1).publicKey();
    List<Long> shares = Rewards.shares(committee, silver, 1_000_007);
    long bronzeShare = 1_000_007L * 1_000 / 111_000;
    long goldShare = 1_000_007L * 100_000 / 111_000;
    assertThat(shareOf(committee, shares, 0)).isEqualTo(bronzeShare);
    assertThat(shareOf(committee, shares, 2)).isEqualTo(goldShare);
    assertThat(shareOf(committee, shares, 1)).isEqualTo(1_000_007 - bronzeShare - goldShare);
  }

  @Test
  void sharesAddUpToTheAmount() {
    var random = new Random(11);
    for (int i = 0; i < 300; i++) {
      Committee committee = TestChain.ofTiers(tiers(random)).committee();
      var proposer = committee.members().get(random.nextInt(committee.size())).key();
      long amount = random.nextLong(0, Long.MAX_VALUE) >>> random.nextInt(60);
      assertThat(
              Rewards.shares(committee, proposer, amount).stream().mapToLong(share -> share).sum())
          .isEqualTo(amount);
    }
  }

  @Test
  void onlyAMemberProposes() {
    Committee committee = TestChain.ofMembers(2).committee();
    var stranger = ChainKeys.named("stranger").publicKey();
    assertThatThrownBy(() -> Rewards.shares(committee, stranger, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long shareOf(Committee committee, List<Long> shares, int member) {
    return shares.get(committee.indexOf(ChainKeys.member(member).publicKey()).orElseThrow());
  }

  private static Tier[] tiers(Random random) {
    return random
        .ints(random.nextInt(1, 6), 0, 4)
        .mapToObj(number -> Tier.ofNumber(number).orElseThrow())
        .toArray(Tier[]::new);
  }
}
