package io.timecoin.gateway.ingress.view;

import java.math.BigDecimal;

/** Amounts as people read them: TIME with exactly eight decimals, never a float. */
public final class Amounts {
  /** Decimals of one satoshi. */
  public static final int DECIMALS = 8;

  private Amounts() {}

  /** Satoshi as TIME. */
  public static BigDecimal time(long satoshi) {
    return BigDecimal.valueOf(satoshi, DECIMALS);
  }

  /**
   * TIME as satoshi.
   *
   * @throws ArithmeticException for more than eight decimals, or above 2^63-1 satoshi
   */
  public static long satoshi(BigDecimal time) {
    if (time.precision() - time.scale() > 12) {
      throw new ArithmeticException("an amount above every possible one");
    }
    return time.movePointRight(DECIMALS).longValueExact();
  }
}
