package io.timecoin.kit.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Tells ages: the wall clock as it stood when this one was made, plus the time that has passed
 * since. Setting the machine's clock moves nothing here, so nothing expires by it and nothing waits
 * for it. What others judge (a microblock's time, a transaction's timestamp, a record's age) goes
 * by the wall clock instead. Thread-safe.
 */
public final class SteadyClock implements InstantSource {
  private final Instant begun;
  private final LongSupplier nanoTime;
  private final long begunNanos;

  /** Begins now. */
  public SteadyClock() {
    this(InstantSource.system(), System::nanoTime);
  }

  SteadyClock(InstantSource wall, LongSupplier nanoTime) {
    this.begun = wall.instant();
    this.nanoTime = nanoTime;
    this.begunNanos = nanoTime.getAsLong();
  }

  @Override
  public Instant instant() {
    return begun.plusNanos(nanoTime.getAsLong() - begunNanos);
  }
}
