package io.timecoin.protocol.block;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * ln n between two decimals that can be made as close as wanted. Integer arithmetic throughout, so
 * every machine gets the same digits (PROTOCOL §7.3).
 *
 * <p>n = 2^k × m with 1 ≤ m &lt; 2, ln n = k ln 2 + ln m, and ln m = 2 artanh((m − 1) / (m + 1))
 * whose argument is at most 1/3: each term of the series adds almost one digit.
 */
final class NaturalLogarithm {
  /** Beyond the wanted digits; they swallow the truncation of every division. */
  private static final int GUARD_DIGITS = 10;

  private final BigDecimal below;
  private final BigDecimal above;

  /**
   * Brackets ln n.
   *
   * @param n at least 1
   * @param digits decimals after the point to which both bounds agree but for the last
   */
  NaturalLogarithm(int n, int digits) {
    if (n < 1) {
      throw new IllegalArgumentException("ln " + n + " is not wanted here");
    }
    int scale = digits + GUARD_DIGITS;
    BigInteger one = BigInteger.TEN.pow(scale);
    int exponent = 31 - Integer.numberOfLeadingZeros(n);
    long power = 1L << exponent;
    // Every step rounds down, so the sum is never above ln n. A series has fewer than 2 × scale
    // terms, each short by less than 3 units of the last guard digit; with 2 × (1 + k) series,
    // k ≤ 30, the sum is short by less than 372 × scale units, and 10^10 units are allowed.
    BigInteger sum =
        artanh(n - power, n + power, one)
            .add(artanh(1, 3, one).multiply(BigInteger.valueOf(exponent)))
            .shiftLeft(1);
    below = new BigDecimal(sum, scale);
    above = n == 1 ? below : below.add(BigDecimal.ONE.movePointLeft(digits));
  }

  /** At most ln n. */
  BigDecimal below() {
    return below;
  }

  /** At least ln n. */
  BigDecimal above() {
    return above;
  }

  /** The floor of {@code factor} × ln n, with as many digits as it takes to be sure. */
  static BigInteger floorOfProduct(long factor, int n, int digits) {
    var ln = new NaturalLogarithm(n, digits);
    BigInteger low = floor(ln.below.multiply(BigDecimal.valueOf(factor)));
    BigInteger high = floor(ln.above.multiply(BigDecimal.valueOf(factor)));
    // ln n is irrational for n > 1: a product is never an integer, so some precision decides.
    return low.equals(high) ? low : floorOfProduct(factor, n, 2 * digits);
  }

  private static BigInteger floor(BigDecimal value) {
    return value.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
  }

  /** artanh(numerator / denominator) × one = x + x³/3 + x⁵/5 + …, every division rounded down. */
  private static BigInteger artanh(long numerator, long denominator, BigInteger one) {
    BigInteger p = BigInteger.valueOf(numerator);
    BigInteger q = BigInteger.valueOf(denominator);
    BigInteger squareOfP = p.multiply(p);
    BigInteger squareOfQ = q.multiply(q);
    BigInteger power = one.multiply(p).divide(q);
    BigInteger sum = BigInteger.ZERO;
    for (long odd = 1; power.signum() > 0; odd += 2) {
      sum = sum.add(power.divide(BigInteger.valueOf(odd)));
      power = power.multiply(squareOfP).divide(squareOfQ);
    }
    return sum;
  }
}
