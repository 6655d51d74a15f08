package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that last served a data folder. After kill -9 of a launcher its servers need a moment
 * to end; starting on the same folder meanwhile would fail or harm the data.
 */
final class PreviousRun {
  private static final String FILE = "process";
  private static final long TOLERANCE_MILLIS = 1_000;

  private final Path file;

  PreviousRun(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /** Notes who serves the folder from now on. */
  void record(long pid) {
    Instant started = ProcessHandle.of(pid).flatMap(PreviousRun::startOf).orElse(Instant.EPOCH);
    try {
      Files.writeString(file, pid + " " + started.toEpochMilli());
    } catch (IOException e) {
      throw new BackendFailure("Could not write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns when the last process of this folder is gone.
   *
   * @throws BackendFailure when it still runs after the limit
   */
  void awaitEnd(Duration limit) {
    Instant deadline = Instant.now().plus(limit);
    Optional<ProcessHandle> process = running();
    while (process.isPresent() && process.get().isAlive()) {
      if (Instant.now().isAfter(deadline)) {
        throw new BackendFailure(
            "Process %d still uses %s; stop it first."
                .formatted(process.get().pid(), file.getParent()));
      }
      Pause.briefly();
    }
  }

  private Optional<ProcessHandle> running() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String[] parts = Files.readString(file).strip().split(" ", -1);
      long started = Long.parseLong(parts[1]);
      return ProcessHandle.of(Long.parseLong(parts[0])).filter(found -> startedAt(found, started));
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // A half-written note: its writer died at once, and so did what it had just started.
      return Optional.empty();
    }
  }

  /** The process id alone could belong to another process by now. */
  private static boolean startedAt(ProcessHandle process, long millis) {
    return startOf(process)
        .map(start -> Math.abs(start.toEpochMilli() - millis) < TOLERANCE_MILLIS)
        .orElse(false);
  }

  private static Optional<Instant> startOf(ProcessHandle process) {
    return process.info().startInstant();
  }
}
