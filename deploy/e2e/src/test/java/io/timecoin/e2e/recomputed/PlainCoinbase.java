package io.timecoin.e2e.recomputed;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Who gets what of a block (PROTOCOL §7.3). */
record PlainCoinbase(PlainGenesis genesis) {
  private static final MathContext DIGITS = new MathContext(60);

  /** base + floor(base × ln n). */
  long reward() {
    BigDecimal product =
        new BigDecimal(genesis.baseReward()).multiply(ln(genesis.members().size()), DIGITS);
    return genesis.baseReward() + product.setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  /** 2 × artanh((n − 1) / (n + 1)), term by term. */
  static BigDecimal ln(int n) {
    var x = new BigDecimal(n - 1).divide(new BigDecimal(n + 1), DIGITS);
    BigDecimal square = x.multiply(x, DIGITS);
    BigDecimal power = x;
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; power.compareTo(new BigDecimal("1e-55")) > 0; k += 2) {
      sum = sum.add(power.divide(new BigDecimal(k), DIGITS), DIGITS);
      power = power.multiply(square, DIGITS);
    }
    return sum.multiply(BigDecimal.TWO);
  }

  /** The raw transaction; what the shares leave goes to the proposer. */
  byte[] transaction(long height, long timestamp, long fees, String proposer) {
    BigDecimal total = new BigDecimal(reward()).add(new BigDecimal(fees));
    long weights = genesis.members().stream().mapToLong(PlainGenesis.Member::rewardWeight).sum();
    long[] shares = new long[genesis.members().size()];
    long rest = total.longValueExact();
    for (int i = 0; i < shares.length; i++) {
      BigDecimal weighted = total.multiply(new BigDecimal(genesis.members().get(i).rewardWeight()));
      shares[i] = weighted.divideToIntegralValue(new BigDecimal(weights)).longValueExact();
      rest -= shares[i];
    }
    byte[] raw = Plain.concat(Plain.u32(1), Plain.u64(0), Plain.u64(shares.length));
    for (int i = 0; i < shares.length; i++) {
      PlainGenesis.Member member = genesis.members().get(i);
      byte[] script = Plain.bytes(member.reward());
      long value = shares[i] + (member.key().equals(proposer) ? rest : 0);
      raw = Plain.concat(raw, Plain.u64(value), Plain.u64(script.length), script);
    }
    return Plain.concat(raw, Plain.u32(height), Plain.u64(timestamp));
  }
}
