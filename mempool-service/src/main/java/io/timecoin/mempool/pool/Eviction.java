package io.timecoin.mempool.pool;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a newcomer to a full pool displaces: the lowest fee rates with their descendants, and only
 * those that pay at least 1 satoshi per byte less than it does (PROTOCOL §5.3). Changes nothing.
 */
final class Eviction {
  private final TransactionPool pool;
  private final PoolLimits limits;

  Eviction(TransactionPool pool, PoolLimits limits) {
    this.pool = pool;
    this.limits = limits;
  }

  /**
   * The entries that must leave; empty if it may not displace them.
   *
   * @param ancestors of the newcomer, which it never displaces
   */
  Optional<Admission.Displaced> makingRoomFor(long fee, long size, Set<PoolEntry> ancestors) {
    Set<PoolEntry> leaving = new LinkedHashSet<>();
    long freed = 0;
    long loss = 0;
    var candidates = pool.cheapestFirst().iterator();
    while (!fits(leaving.size(), freed, size)) {
      if (!candidates.hasNext()) {
        return Optional.empty();
      }
      PoolEntry candidate = candidates.next();
      if (!ancestors.contains(candidate) && !leaving.contains(candidate)) {
        if (!outbids(fee, size, candidate)) {
          return Optional.empty();
        }
        loss = Math.max(loss, lossPerKilobyte(candidate));
        for (PoolEntry each : PoolGraph.withDescendants(candidate)) {
          freed += leaving.add(each) ? each.size() : 0;
        }
      }
    }
    List<PoolEntry> youngestFirst =
        leaving.stream().sorted(Comparator.comparingLong(PoolEntry::order).reversed()).toList();
    return Optional.of(new Admission.Displaced(youngestFirst, loss));
  }

  /** What is lost with this candidate, satoshi per 1,000 bytes; as it is ranked. */
  static long lossPerKilobyte(PoolEntry candidate) {
    return PoolGraph.liftedByDescendants(candidate)
        ? FeeRate.perKilobyte(candidate.descendantFee(), candidate.descendantSize())
        : FeeRate.perKilobyte(candidate.rankedFee(), candidate.size());
  }

  private boolean fits(int leaving, long freed, long size) {
    return pool.size() - leaving + 1 <= limits.transactions()
        && pool.bytes() - freed + size <= limits.bytes();
  }

  private static boolean outbids(long fee, long size, PoolEntry candidate) {
    long wanted = lossPerKilobyte(candidate) + PoolLimits.STEP_PER_KILOBYTE;
    return FeeRate.compare(fee, size, wanted, 1_000) > 0;
  }
}
