package io.timecoin.mempool.fees;

/**
 * How fast microblocks come, and how much the busiest of them carry.
 *
 * @param slowMillis what nine of ten do not exceed
 * @param transactions that the busiest tenth carried together
 * @param bytes of those
 * @param busyMillis that the busiest tenth took together
 */
public record Pace(long slowMillis, long transactions, long bytes, long busyMillis) {
  public Pace {
    if (slowMillis < 1 || transactions < 1 || bytes < 1 || busyMillis < 1) {
      throw new IllegalArgumentException("a pace is measured of microblocks that carry something");
    }
  }

  /** Transactions that become final within this time. */
  long transactionsWithin(long millis) {
    return share(transactions, millis);
  }

  /** Bytes of transactions that become final within this time. */
  long bytesWithin(long millis) {
    return share(bytes, millis);
  }

  private long share(long amount, long millis) {
    long high = Math.multiplyHigh(amount, millis);
    return high == 0 && amount * millis >= 0 ? amount * millis / busyMillis : Long.MAX_VALUE;
  }
}
