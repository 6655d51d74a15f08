package io.timecoin.devnet.backends;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A server process on a leash that can be started again and again on the same folder and ports.
 * Starting returns when it answers. Not for concurrent starts and stops: callers synchronise.
 */
final class LeashedServer {
  private static final int LOG_LINES = 8;

  /** Whether the server answers now; an exception means not yet, and why. */
  @FunctionalInterface
  interface Probe {
    void answer() throws Exception;
  }

  private final String name;
  private final Path folder;
  private final List<Integer> ports;
  private final Duration startLimit;
  private final Probe probe;
  private Leash leash;

  LeashedServer(String name, Path folder, List<Integer> ports, Duration startLimit, Probe probe) {
    this.name = name;
    this.folder = folder;
    this.ports = List.copyOf(ports);
    this.startLimit = startLimit;
    this.probe = probe;
  }

  /** Waits for an earlier process of this folder to end and checks that the ports are free. */
  void awaitFreeGround(Duration limit) {
    new PreviousRun(folder).awaitEnd(limit);
    for (int port : ports) {
      if (!FreePorts.isFree(port)) {
        throw new BackendFailure(
            "%s cannot start: port %d on 127.0.0.1 is taken by another process."
                .formatted(name, port));
      }
    }
  }

  void start(LeashedCommand command) {
    leash = Leash.start(command);
    new PreviousRun(folder).record(leash.pid());
    try {
      awaitAnswer();
    } catch (BackendFailure e) {
      leash.kill();
      throw e;
    }
  }

  private void awaitAnswer() {
    Instant deadline = Instant.now().plus(startLimit);
    while (true) {
      try {
        probe.answer();
        return;
      } catch (Exception e) {
        if (!leash.isAlive()) {
          throw new BackendFailure(
              "%s ended with code %d while starting; its last words:%n%s"
                  .formatted(name, leash.exitCode().orElse(-1), lastWords()),
              e);
        }
        if (Instant.now().isAfter(deadline)) {
          throw new BackendFailure(
              "%s did not answer within %d s (%s); its last words:%n%s"
                  .formatted(name, startLimit.toSeconds(), e.getMessage(), lastWords()),
              e);
        }
      }
      Pause.briefly();
    }
  }

  private String lastWords() {
    return String.join(System.lineSeparator(), LogTail.read(leash.command().logFile(), LOG_LINES));
  }

  Leash leash() {
    return leash;
  }
}
