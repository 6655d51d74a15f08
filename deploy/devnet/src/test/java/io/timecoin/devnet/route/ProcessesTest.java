package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessesTest {

  @Test
  void processorTimeIsDividedAmongPayments() {
    assertThat(
            Processes.microsPerPayment(
                Map.of("kafka", 1_000_000L), Map.of("kafka", 3_000_000L), 10))
        .containsEntry("kafka", 200.0)
        .containsEntry("all", 200.0);
  }

  @Test
  void aProcessThatWasStartedMeanwhileCountsFromZero() {
    assertThat(Processes.microsPerPayment(Map.of(), Map.of("kafka", 5_000L), 1))
        .containsEntry("kafka", 5.0);
  }

  @Test
  void withoutPaymentsThereIsNoCostOfOne() {
    assertThat(Processes.microsPerPayment(Map.of(), Map.of("kafka", 5_000L), 0))
        .containsEntry("all", 0.0);
  }
}
