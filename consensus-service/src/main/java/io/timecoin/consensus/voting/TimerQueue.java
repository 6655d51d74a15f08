package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.Timer;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The machine's timers, one per kind, on a clock that only goes forward. Used by one thread. */
final class TimerQueue {
  private record Due(long atNanos, Timer timer) {}

  /** Longest that a clock set forward goes unnoticed. */
  static final long LOOK_AT_CLOCK_MILLIS = 5_000;

  private final LongSupplier nanoTime;
  private final Map<Timer.Kind, Due> due = new EnumMap<>(Timer.Kind.class);

  TimerQueue(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * One that waits for the wall clock expires every few seconds: the clock may be set forward
   * meanwhile, and the core sets a timer again that came early.
   */
  void set(Timer timer, long delayMillis) {
    long delay =
        switch (timer.kind()) {
          case SEAL, CLOCK -> Math.min(delayMillis, LOOK_AT_CLOCK_MILLIS);
          case ROUND, REPEAT, ASK_AGAIN, PATIENCE, STATUS -> delayMillis;
        };
    due.put(
        timer.kind(), new Due(nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(delay), timer));
  }

  void cancel(Timer.Kind kind) {
    due.remove(kind);
  }

  /** Nanoseconds until the first expires, at least 0 and at most this many. */
  long untilNext(long atMostNanos) {
    long now = nanoTime.getAsLong();
    return due.values().stream()
        .mapToLong(entry -> Math.max(0, entry.atNanos() - now))
        .reduce(atMostNanos, Math::min);
  }

  /** Those that have expired, which they do once. */
  List<Timer> expired() {
    long now = nanoTime.getAsLong();
    var expired =
        due.values().stream()
            .filter(entry -> entry.atNanos() - now <= 0)
            .sorted(Comparator.comparingLong(Due::atNanos))
            .map(Due::timer)
            .toList();
    expired.forEach(timer -> due.remove(timer.kind()));
    return expired;
  }
}
