package io.timecoin.kit.time;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Notices that the machine's clock was set back. Kafka's clients time their heartbeats by it: a
 * client made before the step sends none until the clock has caught up. Used by one thread.
 */
public final class BackwardStep {
  /** Smaller ones are over within a session. */
  private static final Duration NOTICED = Duration.ofSeconds(2);

  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private long aheadMillis;

  /** From now on. */
  public BackwardStep() {
    this(InstantSource.system(), System::nanoTime);
  }

  public BackwardStep(InstantSource wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.aheadMillis = ahead();
  }

  /** Whether the clock was set back since the last call; small corrections add up. */
  public boolean happened() {
    long now = ahead();
    if (now < aheadMillis - NOTICED.toMillis()) {
      aheadMillis = now;
      return true;
    }
    aheadMillis = Math.max(aheadMillis, now);
    return false;
  }

  /** By how much the wall clock is ahead of the other; only a step changes it. */
  private long ahead() {
    return wall.millis() - Math.floorDiv(nanoTime.getAsLong(), 1_000_000L);
  }
}
