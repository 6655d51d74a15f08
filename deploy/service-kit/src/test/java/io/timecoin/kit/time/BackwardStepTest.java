package io.timecoin.kit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BackwardStepTest {
  private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
  private long nanos = 5;
  private final BackwardStep step = new BackwardStep(() -> wall, () -> nanos);

  private void pass(Duration byWall, Duration really) {
    wall = wall.plus(byWall);
    nanos += really.toNanos();
  }

  @Test
  void aClockSetBackIsToldOnce() {
    pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(step.happened()).isFalse();
    pass(Duration.ofSeconds(-5), Duration.ofSeconds(1));
    assertThat(step.happened()).isTrue();
    pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(step.happened()).isFalse();
  }

  @Test
  void aClockSetForwardIsNoneButGoingBackFromThereIs() {
    pass(Duration.ofMinutes(10), Duration.ofSeconds(1));
    assertThat(step.happened()).isFalse();
    pass(Duration.ofMinutes(-10), Duration.ofSeconds(1));
    assertThat(step.happened()).isTrue();
  }

  @Test
  void smallCorrectionsAddUp() {
    pass(Duration.ofSeconds(-1), Duration.ZERO);
    assertThat(step.happened()).isFalse();
    pass(Duration.ofMillis(-1_500), Duration.ZERO);
    assertThat(step.happened()).isTrue();
  }
}
