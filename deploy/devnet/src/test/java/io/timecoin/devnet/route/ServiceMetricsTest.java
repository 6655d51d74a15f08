package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ServiceMetricsTest {
  private final ServiceMetrics metrics =
      ServiceMetrics.parse(
          """
          # HELP timecoin_mempool_outcomes_total
          # TYPE timecoin_mempool_outcomes_total counter
          timecoin_mempool_outcomes_total{code="",outcome="accepted"} 12.0
          timecoin_mempool_outcomes_total{code="TOO_MANY {",outcome="rejected"} 3.0
          timecoin_mempool_outcomes_total{code="",outcome="final"} 1.5E7
          timecoin_mempool_utxos 65.0
          jvm_threads_live_threads 30.0
          """);

  @Test
  void samplesOfANameAreSummed() {
    assertThat(metrics.sum("timecoin_mempool_outcomes_total")).isEqualTo(15_000_015);
    assertThat(metrics.sum("timecoin_mempool_utxos")).isEqualTo(65);
    assertThat(metrics.sum("timecoin_nothing")).isZero();
  }

  @Test
  void anOutcomeIsChosenByItsWholeName() {
    assertThat(
            metrics.sum("timecoin_mempool_outcomes_total", sample -> sample.hasOutcome("rejected")))
        .isEqualTo(3);
    assertThat(
            metrics.sum("timecoin_mempool_outcomes_total", sample -> sample.hasOutcome("reject")))
        .isZero();
  }
}
