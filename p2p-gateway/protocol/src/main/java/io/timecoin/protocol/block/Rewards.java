package io.timecoin.protocol.block;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.crypto.PublicKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** How much a block pays and to whom (PROTOCOL §7.3). */
public final class Rewards {
  /** Decimals of ln n to begin with; more are taken where these do not decide the floor. */
  private static final int DIGITS = 50;

  private Rewards() {}

  /**
   * base + floor(base × ln n), the floor of the real number.
   *
   * @param baseReward satoshi, not negative
   * @param eligible number of eligible members, at least 1
   * @throws ArithmeticException above 2^63-1; a valid genesis document's base never comes there
   */
  public static long rewardFor(long baseReward, int eligible) {
    BigInteger product = NaturalLogarithm.floorOfProduct(baseReward, eligible, DIGITS);
    return Math.addExact(baseReward, product.longValueExact());
  }

  /**
   * The members' shares of an amount by reward weight, in key order; what rounding leaves goes to
   * the proposer.
   *
   * @param amount satoshi: reward and fees
   * @throws IllegalArgumentException if the proposer is no member
   */
  static List<Long> shares(Committee committee, PublicKey proposer, long amount) {
    int proposerPlace =
        committee
            .indexOf(proposer)
            .orElseThrow(() -> new IllegalArgumentException(proposer + " is no member"));
    long weights = committee.members().stream().mapToLong(Rewards::rewardWeight).sum();
    var shares = new ArrayList<Long>(committee.size());
    long remainder = amount;
    for (Member member : committee.members()) {
      long share = floorOfShare(amount, rewardWeight(member), weights);
      shares.add(share);
      remainder -= share;
    }
    shares.set(proposerPlace, shares.get(proposerPlace) + remainder);
    return List.copyOf(shares);
  }

  private static long rewardWeight(Member member) {
    return member.tier().rewardWeight();
  }

  private static long floorOfShare(long amount, long weight, long weights) {
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(weight))
        .divide(BigInteger.valueOf(weights))
        .longValueExact();
  }
}
