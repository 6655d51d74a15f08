package io.timecoin.consensus.voting;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TimerQueueTest {
  private final AtomicLong nanos = new AtomicLong();
  private final TimerQueue timers = new TimerQueue(nanos::get);

  @ParameterizedTest
  @EnumSource(names = {"SEAL", "CLOCK"})
  void whoWaitsForAClockLooksAtItAgainSoon(Timer.Kind kind) {
    var timer = new Timer(kind, 1, 0);
    timers.set(timer, Duration.ofMinutes(10).toMillis());
    assertThat(timers.expired()).isEmpty();
    nanos.addAndGet(Duration.ofMillis(TimerQueue.LOOK_AT_CLOCK_MILLIS).toNanos());

    assertThat(timers.expired()).containsExactly(timer);
  }

  @Test
  void otherTimersTakeTheirTime() {
    var round = new Timer(Timer.Kind.ROUND, 1, 0);
    timers.set(round, 30_000);
    nanos.addAndGet(Duration.ofMillis(29_999).toNanos());
    assertThat(timers.expired()).isEmpty();
    nanos.addAndGet(Duration.ofMillis(1).toNanos());

    assertThat(timers.expired()).containsExactly(round);
  }
}
