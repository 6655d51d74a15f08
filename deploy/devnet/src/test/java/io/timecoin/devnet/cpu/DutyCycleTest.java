package io.timecoin.devnet.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DutyCycleTest {
  private static final long TICK = 10_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final DutyCycle cycle = new DutyCycle(0.25, 0, 0);
  private long now;
  private long used;
  private long longestStop;
  private long stoppedFor;

  @Test
  void aBusyProcessGetsItsShareHoweverManyThreadsItHas() {
    for (double cores : new double[] {1, 2, 7}) {
      long before = used;
      run(cores, 10 * SECOND);

      assertThat((used - before) / (10.0 * SECOND)).isCloseTo(0.25, within(0.01));
    }
  }

  @Test
  void whatFitsIntoTheShareIsNeverStopped() {
    run(0.2, 10 * SECOND);

    assertThat(longestStop).isZero();
  }

  @Test
  void anIdleProcessSavesNoMoreThanATenthOfASecond() {
    run(0, 60 * SECOND);
    long before = used;
    run(1, SECOND);

    assertThat((used - before) / (double) SECOND).isLessThan(0.25 + 0.025 + 0.01);
  }

  @Test
  void nobodyIsStoppedForLongHoweverMuchItOverdrew() {
    used = 60 * SECOND;
    run(1, 10 * SECOND);

    assertThat(longestStop).isBetween(SECOND / 2, SECOND + TICK);
  }

  /** A process that would use so many cores, looked at every tick. */
  private void run(double cores, long time) {
    for (long end = now + time; now < end; ) {
      now += TICK;
      used += cycle.isRunning() ? (long) (cores * TICK) : 0;
      stoppedFor = cycle.isRunning() ? 0 : stoppedFor + TICK;
      longestStop = Math.max(longestStop, stoppedFor);
      assertThat(cycle.mayRun(now, used)).isEqualTo(cycle.isRunning());
    }
  }
}
