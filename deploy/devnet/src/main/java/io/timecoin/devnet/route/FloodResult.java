package io.timecoin.devnet.route;

import io.timecoin.devnet.load.LoadReport.Percentiles;
import java.util.Map;

/**
 * What a flood did.
 *
 * @param maximumPerSecond the rate that the node holds
 * @param offeredPerSecond payments that clients sent, sound and invalid
 * @param clients each from an address of its own
 * @param requests by the status of their answer and its name for the error
 * @param refusalsWithoutRetryAfter answers other than 202 that do not say when to come again
 * @param refusalMillis from sending to a refusal
 * @param takenMillis from sending to a 202
 * @param calmFinalPerSecond payments final in a second at the maximum without a flood
 * @param finalPerSecond the same during the flood
 * @param finalityRatio of these two
 * @param backSeconds from the flood's end until a payment of a light load took no more than 2 s
 * @param acknowledged sound payments that were taken
 * @param finalCount of these
 * @param otherEnds of these: rejected, evicted, expired
 * @param lost of these, without an end, or final and not in the ledger
 * @param twice how often a payment was final or in the ledger once more
 * @param invalidWithoutEnd of the invalid ones taken, those that the gateway does not call rejected
 * @param memory of each process, MiB
 * @param cpuShares cores that each process had during the flood
 */
record FloodResult(
    int maximumPerSecond,
    long offeredPerSecond,
    int clients,
    Map<String, Integer> requests,
    int refusalsWithoutRetryAfter,
    Percentiles refusalMillis,
    Percentiles takenMillis,
    double calmFinalPerSecond,
    double finalPerSecond,
    double finalityRatio,
    double backSeconds,
    int acknowledged,
    int finalCount,
    int otherEnds,
    int lost,
    int twice,
    int invalidWithoutEnd,
    Map<String, Memory> memory,
    Map<String, Double> cpuShares) {

  /**
   * Of one process.
   *
   * @param before the flood
   * @param largest during it
   * @param after the last payment had its end
   */
  record Memory(long before, long largest, long after) {}

  /** Whether nothing was lost and nothing is there twice. */
  boolean isClean() {
    return lost == 0 && twice == 0;
  }
}
