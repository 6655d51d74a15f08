package io.timecoin.devnet.backends;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A server process on a leash that can be started again and again on the same folder and ports.
 * Starting returns when it answers. Not for concurrent starts and stops: callers synchronise.
 */
final class LeashedServer {
  private static final int LOG_LINES = 8;

  /**
   * Lines of the log in which a known reason is looked for: a stack trace and what is before it.
   */
  private static final int TOLD_LINES = 30;

  /** Whether the server answers now; an exception means not yet, and why. */
  @FunctionalInterface
  interface Probe {
    void answer() throws Exception;
  }

  /** What a server's last words mean to a person; empty where they are not known. */
  @FunctionalInterface
  interface Reason {
    Optional<String> of(List<String> lastWords);
  }

  private final String name;
  private final Path folder;
  private final List<Integer> ports;
  private final Duration startLimit;
  private final Probe probe;
  private final Reason reason;
  private Leash leash;

  LeashedServer(
      String name,
      Path folder,
      List<Integer> ports,
      Duration startLimit,
      Probe probe,
      Reason reason) {
    this.name = name;
    this.folder = folder;
    this.ports = List.copyOf(ports);
    this.startLimit = startLimit;
    this.probe = probe;
    this.reason = reason;
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
          throw new BackendFailure(reason.of(log(TOLD_LINES)).orElseGet(this::ended), e);
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

  private String ended() {
    return "%s ended with code %d while starting; its last words:%n%s"
        .formatted(name, leash.exitCode().orElse(-1), lastWords());
  }

  private String lastWords() {
    return String.join(System.lineSeparator(), log(LOG_LINES));
  }

  private List<String> log(int lines) {
    return LogTail.read(leash.command().logFile(), lines);
  }

  Leash leash() {
    return leash;
  }
}
