package io.timecoin.kit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> wall = new AtomicReference<>(START);
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final InstantSource clock = new SteadyClock(wall::get, nanos::get);

  @Test
  void goesOnWithWhatHasPassedAndNotWithTheWallClock() {
    wall.set(START.minus(Duration.ofMinutes(10)));
    // nanoTime may run over its largest number.
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3));
  }
}
