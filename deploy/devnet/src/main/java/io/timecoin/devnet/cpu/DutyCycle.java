package io.timecoin.devnet.cpu;

import java.time.Duration;

/**
 * When one process may run, so that it has no more than its share of a core: a process that has
 * used more than it was given stops until it has earned that. Reads no clock itself. Not
 * thread-safe.
 */
final class DutyCycle {
  /** Of what is left unused, so much time's worth is kept. */
  private static final Duration MEMORY = Duration.ofMillis(100);

  /**
   * However much it overdrew, it need not stop longer: a member of a consumer group that is silent
   * for seconds loses its partitions.
   */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(1);

  private final double cores;
  private long lastNanos;
  private long lastUsedNanos;
  private double balanceNanos;

  /**
   * A process that runs.
   *
   * @param cores what it gets at most
   * @param nowNanos of a clock that never goes back
   * @param usedNanos the processor time it has used so far
   */
  DutyCycle(double cores, long nowNanos, long usedNanos) {
    this.cores = cores;
    this.lastNanos = nowNanos;
    this.lastUsedNanos = usedNanos;
  }

  /** What {@link #mayRun} answered last. */
  boolean isRunning() {
    return balanceNanos >= 0;
  }

  /**
   * Whether it may run until it is asked again, which should be every few milliseconds.
   *
   * @param usedNanos the processor time it has used so far
   */
  boolean mayRun(long nowNanos, long usedNanos) {
    double earned = cores * (nowNanos - lastNanos);
    double used = usedNanos - lastUsedNanos;
    lastNanos = nowNanos;
    lastUsedNanos = usedNanos;
    balanceNanos =
        Math.clamp(
            balanceNanos + earned - used,
            -cores * LONGEST_STOP.toNanos(),
            cores * MEMORY.toNanos());
    return isRunning();
  }
}
