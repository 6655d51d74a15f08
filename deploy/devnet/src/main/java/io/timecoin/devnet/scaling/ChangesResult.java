package io.timecoin.devnet.scaling;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.timecoin.devnet.bench.Figures;
import io.timecoin.devnet.load.LoadReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Instances that came and went while payments were made.
 *
 * @param loadPerSecond payments handed in
 * @param submitted payments in all
 * @param finalCount payments that became final
 * @param lost payments that were acknowledged and have no end
 * @param unverified payments in tx.inbound that have no verdict
 * @param twiceInMempool admissions of a payment that had been admitted before
 * @param handedInAgain payments in tx.inbound that it held before, as clients got no answer in time
 * @param twiceFinal payments that chain.microblocks holds more than once
 * @param outOfOrder first verdicts that came after one of a later payment of the same partition
 * @param verifiedAgain verdicts on payments that had one, which mempool must recognise
 * @param waitMillis of all payments, from tx.inbound to tx.verified
 * @param unexpected ends of payments other than final, a sentence each
 */
record ChangesResult(
    int loadPerSecond,
    int submitted,
    @JsonProperty("final") int finalCount,
    long lost,
    long unverified,
    long handedInAgain,
    long twiceInMempool,
    long twiceFinal,
    long outOfOrder,
    long verifiedAgain,
    LoadReport.Percentiles waitMillis,
    List<Change> steps,
    List<Longest> longestWaits,
    List<String> unexpected) {
  /** The grain of {@link #longestWaits}. */
  static final long GRAIN_MILLIS = 500;

  ChangesResult {
    steps = List.copyOf(steps);
    longestWaits = List.copyOf(longestWaits);
    unexpected = List.copyOf(unexpected);
  }

  /**
   * One change of the number of instances.
   *
   * @param atSeconds since the first payment
   * @param how "started", "stopped" (SIGTERM) or "killed" (kill -9)
   * @param pauseMillis the longest that a payment waited for its verdict, of those that got it from
   *     then on until the next change
   */
  record Change(double atSeconds, int before, int after, String how, long pauseMillis) {}

  /**
   * The longest wait of those that arrived within half a second.
   *
   * @param atSeconds the half second's start, since the first payment
   */
  record Longest(double atSeconds, long millis) {}

  /** Whether nothing was lost, twice or out of order. */
  boolean isClean() {
    return lost == 0
        && unverified == 0
        && twiceInMempool == 0
        && twiceFinal == 0
        && outOfOrder == 0
        && unexpected.isEmpty();
  }

  /** A wait counts for the last change that it has seen: the one that made it so long. */
  static List<Change> changes(List<Step> steps, List<RouteTrace.Wait> waits, long originMillis) {
    var changes = new ArrayList<Change>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      long next = i + 1 < steps.size() ? steps.get(i + 1).startMillis() : Long.MAX_VALUE;
      changes.add(
          new Change(
              Figures.rounded((step.startMillis() - originMillis) / 1e3, 1),
              step.before(),
              step.after(),
              step.how(),
              waits.stream()
                  .filter(wait -> wait.endMillis() >= step.startMillis() && wait.endMillis() < next)
                  .mapToLong(RouteTrace.Wait::millis)
                  .max()
                  .orElse(0)));
    }
    return changes;
  }

  /**
   * The longest wait of each half second in which something arrived.
   *
   * @param waits in the order of arrival
   */
  static List<Longest> longest(List<RouteTrace.Wait> waits, long originMillis) {
    var longest = new ArrayList<Longest>();
    for (RouteTrace.Wait wait : waits) {
      long grain = Math.floorDiv(wait.arrivedMillis() - originMillis, GRAIN_MILLIS);
      double at = grain * GRAIN_MILLIS / 1e3;
      if (!longest.isEmpty() && longest.getLast().atSeconds() == at) {
        var before = longest.removeLast();
        longest.add(new Longest(at, Math.max(before.millis(), wait.millis())));
      } else {
        longest.add(new Longest(at, wait.millis()));
      }
    }
    return longest;
  }
}
