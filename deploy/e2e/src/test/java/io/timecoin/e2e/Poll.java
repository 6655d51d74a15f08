package io.timecoin.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do, by looking again and again until a deadline. */
final class Poll {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private Poll() {}

  /** The first value that is there. */
  static <T> T until(String what, Duration limit, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> seen = look.get();
      if (seen.isPresent()) {
        return seen.get();
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(what + ": not within " + limit.toSeconds() + " s");
      }
      pause();
    }
  }

  static void untilTrue(String what, Duration limit, BooleanSupplier look) {
    boolean unused =
        until(what, limit, () -> look.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
