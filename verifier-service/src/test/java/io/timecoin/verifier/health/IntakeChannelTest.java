package io.timecoin.verifier.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.reactive.messaging.health.HealthReport;
import org.junit.jupiter.api.Test;

/** A channel that the connector has closed makes the process broken. */
final class IntakeChannelTest {
  @Test
  void anOpenChannelIsNoFailure() {
    var report = HealthReport.builder().add("tx-inbound", true).add("tx-verified", true).build();
    assertThat(IntakeChannel.failure(report)).isEmpty();
  }

  @Test
  void aClosedOneSaysWhy() {
    var report = HealthReport.builder().add("tx-inbound", false, "no answer in 60000 ms").build();
    assertThat(IntakeChannel.failure(report))
        .contains("tx.inbound is not read any more: no answer in 60000 ms");
  }

  /** What is written is tried for ever, and VerdictsCapability tells how long. */
  @Test
  void anotherChannelIsNotTheIntake() {
    var report = HealthReport.builder().add("tx-verified", false, "away").build();
    assertThat(IntakeChannel.failure(report)).isEmpty();
  }
}
