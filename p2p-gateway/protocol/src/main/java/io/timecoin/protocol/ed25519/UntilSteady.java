package io.timecoin.protocol.ed25519;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Verifies batches until they take no less time than before: then the runtime has compiled what
 * there is to compile, or most of it.
 *
 * @param nanoClock reads a clock in nanoseconds, as {@link System#nanoTime} does
 * @param end by that clock; the window that it falls into is the last one
 */
record UntilSteady(LongSupplier nanoClock, long end) {
  /** A compilation that the code waits for takes about as long. */
  private static final Duration WINDOW = Duration.ofMillis(60);

  /** What a window's best batch takes of the best one's time before, if it does not only differ. */
  private static final double FASTER = 0.9;

  /** In a row, and none is faster. */
  static final int STEADY_WINDOWS = 4;

  /**
   * Verifies on the calling thread.
   *
   * @param batch verifies a batch and tells how many nanoseconds it took
   * @param afterWindow what else is to be compiled
   * @param goalNanos goes on until a batch takes less than that, steady or not
   * @return nanoseconds of the fastest batch
   */
  long run(LongSupplier batch, Runnable afterWindow, long goalNanos) {
    long best = Long.MAX_VALUE;
    int steady = 0;
    while ((steady < STEADY_WINDOWS || best >= goalNanos) && nanoClock.getAsLong() - end < 0) {
      long fastest = fastestOfWindow(batch);
      afterWindow.run();
      steady = fastest < FASTER * best ? 0 : steady + 1;
      best = Math.min(best, fastest);
    }
    return best;
  }

  private long fastestOfWindow(LongSupplier batch) {
    long start = nanoClock.getAsLong();
    long fastest = Long.MAX_VALUE;
    do {
      fastest = Math.min(fastest, batch.getAsLong());
    } while (nanoClock.getAsLong() - start < WINDOW.toNanos());
    return fastest;
  }
}
