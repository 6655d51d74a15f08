package io.timecoin.mempool.pool;

import java.time.Duration;

/**
 * Every bound of the pool. The defaults are PROTOCOL §5.1–§5.4's.
 *
 * @param transactions most transactions
 * @param bytes most canonical bytes of all of them
 * @param expiry how long one may stay
 * @param chainDepth most unconfirmed transactions in a row, the newcomer included
 * @param chainBytes most bytes of a newcomer with all its unconfirmed ancestors
 * @param orphans most transactions that wait for an unknown input
 * @param orphanBytes most canonical bytes of them: the heap is smaller than 1,000 of the largest
 * @param orphanAge how long one may wait
 * @param refusals most refusals remembered
 * @param refusalAge how long one is remembered
 * @param keptAside most rivals kept for a proposal that may contain them
 * @param keptAsideBytes most bytes of them
 * @param keptAsideAge how long one is kept
 * @param ends most transactions whose end is remembered for queries
 */
public record PoolLimits(
    int transactions,
    long bytes,
    Duration expiry,
    int chainDepth,
    long chainBytes,
    int orphans,
    long orphanBytes,
    Duration orphanAge,
    int refusals,
    Duration refusalAge,
    int keptAside,
    long keptAsideBytes,
    Duration keptAsideAge,
    int ends) {

  /** A newcomer to a full pool pays at least this more than what it displaces. */
  public static final long STEP_PER_KILOBYTE = 1_000;

  /** The floor halves in this time. */
  public static final Duration FLOOR_HALF_LIFE = Duration.ofMinutes(10);

  /** One peer may hold at most one part in this many of the orphans, and of those kept aside. */
  public static final int PEER_SHARE = 4;

  /** The defaults. */
  public static PoolLimits defaults() {
    return new PoolLimits(
        100_000,
        300L << 20,
        Duration.ofHours(2),
        25,
        101_000,
        1_000,
        16L << 20,
        Duration.ofMinutes(5),
        10_000,
        Duration.ofHours(1),
        1_000,
        16L << 20,
        Duration.ofMinutes(5),
        100_000);
  }

  public PoolLimits {
    if (transactions < 1 || bytes < 100_000 || chainDepth < 1 || orphans < PEER_SHARE) {
      throw new IllegalArgumentException("a pool needs room for a transaction of 100,000 bytes");
    }
  }

  /** These limits with another size of the pool. */
  public PoolLimits withSize(int newTransactions, long newBytes) {
    return new PoolLimits(
        newTransactions,
        newBytes,
        expiry,
        chainDepth,
        chainBytes,
        orphans,
        orphanBytes,
        orphanAge,
        refusals,
        refusalAge,
        keptAside,
        keptAsideBytes,
        keptAsideAge,
        ends);
  }

  /** These limits with another stay. */
  public PoolLimits withExpiry(Duration newExpiry) {
    return new PoolLimits(
        transactions,
        bytes,
        newExpiry,
        chainDepth,
        chainBytes,
        orphans,
        orphanBytes,
        orphanAge,
        refusals,
        refusalAge,
        keptAside,
        keptAsideBytes,
        keptAsideAge,
        ends);
  }
}
