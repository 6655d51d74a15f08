package io.timecoin.devnet.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.timecoin.devnet.load.LoadReport.Percentiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a steady load showed. Rates and processor time are of the window, which begins when the load
 * has settled and ends with the sending; ends are counted until all is through.
 *
 * @param offeredPerSecond payments that were due
 * @param seconds of the window
 * @param acceptedPerSecond payments that the gateway took
 * @param finalPerSecond payments that became final
 * @param ledgerPerSecond payments that the ledger published, which is after PostgreSQL has them
 * @param submitted payments sent in all
 * @param acknowledged of these, with the promise of an end
 * @param finalCount of these
 * @param inLedger of the final ones
 * @param lost acknowledged and without any end, or final and not in the ledger
 * @param twice how often a payment was final or in the ledger once more
 * @param otherEnds rejected, evicted, expired; none is expected
 * @param retries requests that were sent again, because the gateway said so
 * @param finalityMillis from the moment a payment was due to the moment it was seen final
 * @param backlogPerSecond by how many payments those without an end grew in a second
 * @param cutShort whether it was ended early, because they grew too far
 * @param held whether the node carries this rate for as long as anybody likes
 * @param cores of the machine that everything used together
 * @param cpuMicrosPerPayment processor time by process, and of all
 * @param queues how each was
 * @param growingQueue the one that grew the most; absent where none did
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record StepResult(
    int offeredPerSecond,
    double seconds,
    double acceptedPerSecond,
    double finalPerSecond,
    double ledgerPerSecond,
    int submitted,
    int acknowledged,
    @JsonProperty("final") int finalCount,
    int inLedger,
    int lost,
    int twice,
    int otherEnds,
    long retries,
    Percentiles finalityMillis,
    double backlogPerSecond,
    boolean cutShort,
    boolean held,
    double cores,
    Map<String, Double> cpuMicrosPerPayment,
    List<QueueGrowth> queues,
    String growingQueue) {
  /** What is asked of one machine: 99 of 100 payments are final within this. */
  static final double FINALITY_P99_MILLIS = 2_000;

  /** Of the offered rate. */
  private static final double GROWTH_ALLOWED = 0.03;

  /**
   * Of the final ones, that must reach the ledger at the same pace; what a window has beyond the
   * offered rate was only late.
   */
  private static final double LEDGER_PACE = 0.95;

  StepResult {
    queues = List.copyOf(queues);
  }

  /** Whether a rate is held: nothing grows, and finality is as quick as it must be. */
  static boolean isHeld(
      int rate, double finals, double ledger, double p99Millis, double backlogPerSecond) {
    return finals > 0
        && p99Millis <= FINALITY_P99_MILLIS
        && backlogPerSecond <= GROWTH_ALLOWED * rate
        && ledger >= LEDGER_PACE * Math.min(finals, rate);
  }

  /** The queue that names the bottleneck, of those that count payments. */
  static String growing(List<QueueGrowth> queues, int rate) {
    Optional<QueueGrowth> fastest = QueueGrowth.fastest(queues, rate);
    return fastest.map(QueueGrowth::title).orElse(null);
  }

  /** Whether nothing was lost and nothing is there twice. */
  boolean isClean() {
    return lost == 0 && twice == 0;
  }
}
