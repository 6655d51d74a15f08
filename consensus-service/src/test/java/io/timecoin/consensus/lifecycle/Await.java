package io.timecoin.consensus.lifecycle;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for something to become true, with a deadline that only a failure reaches. */
final class Await {
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private Await() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + DEADLINE_NANOS;
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within a minute: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
