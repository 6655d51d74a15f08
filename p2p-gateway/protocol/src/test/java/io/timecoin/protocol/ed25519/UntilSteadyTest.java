package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class UntilSteadyTest {
  private static final long MILLI = 1_000_000;
  private static final long NO_GOAL = Long.MAX_VALUE;

  private long now = -5;
  private int batches;
  private int windows;

  /** Batches that take as long as their number says. */
  private long run(Duration most, IntToLongFunction nanosOfBatch, long goal) {
    return new UntilSteady(() -> now, now + most.toNanos())
        .run(
            () -> {
              long nanos = nanosOfBatch.applyAsLong(batches++);
              now += nanos;
              return nanos;
            },
            () -> windows++,
            goal);
  }

  @Test
  void batchesThatGetNoFasterAreSteady() {
    assertThat(run(Duration.ofMinutes(1), _ -> 10 * MILLI, NO_GOAL)).isEqualTo(10 * MILLI);

    assertThat(windows).isEqualTo(1 + UntilSteady.STEADY_WINDOWS);
    assertThat(batches).isEqualTo(6 * windows);
  }

  @Test
  void batchesThatGetFasterAreNot() {
    assertThat(run(Duration.ofMinutes(1), i -> (2 + (900 >> i)) * MILLI, NO_GOAL))
        .isEqualTo(2 * MILLI);
    assertThat(windows).isGreaterThan(2 + UntilSteady.STEADY_WINDOWS);
  }

  @Test
  void nothingEndsBeforeTheGoalIsReached() {
    run(Duration.ofMinutes(1), i -> (i < 100 ? 500 : 3) * MILLI, 10 * MILLI);
    assertThat(batches).isGreaterThan(100);
  }

  @Test
  void afterTheEndTheWindowIsTheLast() {
    assertThat(run(Duration.ofSeconds(1), _ -> 40 * MILLI, MILLI)).isEqualTo(40 * MILLI);
    assertThat(now).isBetween(1_000 * MILLI, 1_100 * MILLI);
  }

  @Test
  void withoutTimeNothingIsVerified() {
    assertThat(run(Duration.ZERO, _ -> MILLI, NO_GOAL)).isEqualTo(Long.MAX_VALUE);
    assertThat(batches).isZero();
  }
}
