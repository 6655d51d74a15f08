package io.timecoin.verifier.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyStartTest {
  /** Verdicts in each half second; ready in the third. */
  private static SteadyStart start(int... counts) {
    List<String> lines = new ArrayList<>(List.of("WARNING: whatever the runtime has to say"));
    int sum = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i == 3) {
        lines.add("ready 1400");
      }
      sum += counts[i];
      lines.add("at " + (i + 1) * 500 + " " + sum);
    }
    return SteadyStart.parse(lines);
  }

  private final SteadyStart start =
      start(0, 0, 10, 60, 92, 100, 100, 101, 99, 100, 100, 100, 100, 100, 100, 100);

  @Test
  void ratesArePerSecondAndTheFinalOneIsTheLastFiveSecondsMedian() {
    assertThat(start.finalRate()).isEqualTo(200);
    assertThat(start.readyMillis()).isEqualTo(1_400);
  }

  @Test
  void steadyIsTheFirstWindowWithNineTenths() {
    assertThat(start.steadyMillis()).isEqualTo(2_500);
  }

  @Test
  void theShareAfterReadyCountsWholeWindowsOnly() {
    assertThat(start.shareAfterReady(1_000)).isCloseTo(0.76, within(1e-9));
  }

  @Test
  void everyWindowFromTheFirstVerdictHasALine() {
    assertThat(start.asText().lines()).hasSize(1 + 14);
    assertThat(start.asText()).contains("ready after 1.4 s", "2.0 s", "60 %");
  }

  @Test
  void theShareOfTheProcessorsIsReadByItself() {
    assertThat(SteadyStart.processorShare(List.of("at 500 1", "processors 0.9"))).isEqualTo(0.9);
  }

  @Test
  void whoIsNeverReadyIsTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SteadyStart.parse(List.of("at 500 1")))
        .withMessageContaining("never ready");
  }
}
