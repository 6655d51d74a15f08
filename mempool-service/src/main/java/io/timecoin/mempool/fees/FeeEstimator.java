package io.timecoin.mempool.fees;

import java.util.Iterator;
import java.util.Optional;

/**
 * What a newcomer pays to be final within a target. It waits for the microblock that is being
 * decided, which is without it; from then on the queue is worked off, best rate first, as fast as
 * the busiest microblocks of late were, and it must stand far enough in front. Where the queue is
 * shorter than that, what lets it in is enough. Nobody knows who comes after it and pays more.
 *
 * <p>A chain that stands still makes it wait, not pay: the microblock that is being decided is
 * taken to last as long as it has lasted already.
 */
public final class FeeEstimator {
  private static final long MILLIS = 1_000;

  private FeeEstimator() {}

  /**
   * An estimate by what is known now.
   *
   * @param queue what waits, best rate first
   * @param pace of late
   * @param lastFinalMillis when the last microblock was final
   * @param entryPerKilobyte what lets a newcomer into the pool at all, satoshi per 1,000 bytes
   * @param targetSeconds within which it wants to be final; above 0
   */
  public static FeeEstimate estimate(
      Iterable<Queued> queue,
      Optional<Pace> pace,
      long lastFinalMillis,
      long entryPerKilobyte,
      long targetSeconds,
      long nowMillis) {
    if (pace.isEmpty()) {
      return new FeeEstimate.Unknown("too few microblocks have become final since this node began");
    }
    Iterator<Queued> waiting = queue.iterator();
    long slow = pace.get().slowMillis();
    if (!waiting.hasNext()) {
      return new FeeEstimate.Rate(entryPerKilobyte, Math.max(targetSeconds, seconds(slow)));
    }
    long underWay =
        Math.max(
            slow, nowMillis - Math.max(lastFinalMillis, queue.iterator().next().sinceMillis()));
    long leastSeconds = Math.max(targetSeconds, seconds(underWay + slow));
    long budgetMillis = Math.multiplyExact(leastSeconds, MILLIS) - underWay;
    return new FeeEstimate.Rate(
        Math.max(entryPerKilobyte, rateWithin(waiting, pace.get(), budgetMillis)), leastSeconds);
  }

  /** Above the first that is not worked off within this time; 0 if all are. */
  private static long rateWithin(Iterator<Queued> waiting, Pace pace, long millis) {
    long transactions = pace.transactionsWithin(millis);
    long bytes = pace.bytesWithin(millis);
    while (waiting.hasNext()) {
      Queued next = waiting.next();
      transactions--;
      bytes -= next.size();
      if (transactions < 0 || bytes < 0) {
        return next.perKilobyte() + 1;
      }
    }
    return 0;
  }

  private static long seconds(long millis) {
    return Math.ceilDiv(millis, MILLIS);
  }
}
