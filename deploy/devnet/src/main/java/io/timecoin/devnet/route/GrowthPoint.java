package io.timecoin.devnet.route;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.timecoin.devnet.bench.Figures;
import java.util.List;

/**
 * The highest rate that was held under one condition, in windows of seconds.
 *
 * @param condition what was varied
 * @param value of it
 * @param utxos in the ledger when it was measured
 * @param mempoolStartSeconds from a mempool's start until it is ready, all coins loaded; null where
 *     it was not measured
 * @param best the step that held the rate; of its own devnet
 * @param steps all that were tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GrowthPoint(
    Condition condition,
    int value,
    int utxos,
    Double mempoolStartSeconds,
    StepResult best,
    @JsonIgnore List<StepResult> steps) {

  /** What can be varied. */
  enum Condition {
    UTXOS("coins in the ledger"),
    MASTERNODES("masternodes on this machine"),
    VERIFIERS("verifiers of one masternode");

    private final String title;

    Condition(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  GrowthPoint {
    steps = List.copyOf(steps);
  }

  static GrowthPoint of(
      Condition condition, int value, int utxos, StepResult best, List<StepResult> steps) {
    return new GrowthPoint(condition, value, utxos, null, best, steps);
  }

  GrowthPoint withMempoolStart(double seconds) {
    return new GrowthPoint(condition, value, utxos, Figures.rounded(seconds, 1), best, steps);
  }

  /** Microseconds of all processes together for each payment. */
  @JsonIgnore
  double cpuMicros() {
    return best.cpuMicrosPerPayment().getOrDefault("all", 0.0);
  }

  /**
   * By which power of the value the processor time per payment grows, between two points: 0 is not
   * at all, 1 is in proportion.
   *
   * @param other of a larger value
   */
  double exponentTo(GrowthPoint other) {
    return Math.log(other.cpuMicros() / cpuMicros()) / Math.log((double) other.value / value);
  }
}
