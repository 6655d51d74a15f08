package io.timecoin.devnet.load;

/** What the load generator pays: well above the least that PROTOCOL §4.3 wants of any payment. */
public final class Fee {
  private Fee() {}

  /**
   * Satoshi for a payment of coins of this value.
   *
   * @param inputs satoshi of all inputs together
   */
  public static long of(long inputs) {
    return 1_000 + inputs / 1_000;
  }
}
