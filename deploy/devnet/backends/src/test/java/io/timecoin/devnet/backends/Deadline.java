package io.timecoin.devnet.backends;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waiting in tests: until something holds, or until the test has waited long enough to fail. */
final class Deadline {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Deadline() {}

  static void await(String what, BooleanSupplier holds) {
    Instant end = Instant.now().plus(LIMIT);
    while (!holds.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("still not: " + what);
      }
      Pause.briefly();
    }
  }

  static boolean isGone(long pid) {
    return ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true);
  }
}
