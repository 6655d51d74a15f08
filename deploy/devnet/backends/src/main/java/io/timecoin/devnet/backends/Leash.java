package io.timecoin.devnet.backends;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A child process that ends when its parent ends in whatever way, kill -9 included.
 *
 * <p>Between the two stands a shell that reads a pipe only the parent holds: at its end the child
 * gets its stop signal and, after the grace, KILL. The shell ends with the child and passes its
 * exit code on (128 + n for signal n). Safe for use by several threads.
 */
public final class Leash implements AutoCloseable {
  /** Keeps the pipe's end reachable: were it collected, the child would be told to stop. */
  private static final Set<Leash> LIVE = ConcurrentHashMap.newKeySet();

  private static final String SCRIPT = script();
  private static final int LAST_LINES = 8;

  private final LeashedCommand command;
  private final Process shell;
  private final long pid;

  private Leash(LeashedCommand command, Process shell, long pid) {
    this.command = command;
    this.shell = shell;
    this.pid = pid;
  }

  /**
   * Starts the command. A program that cannot be executed ends at once with code 126 or 127 and the
   * reason in its log.
   *
   * @throws BackendFailure when the shell or the log file could not be opened
   */
  public static Leash start(LeashedCommand command) {
    try {
      Files.createDirectories(command.logFile().toAbsolutePath().getParent());
      var builder = new ProcessBuilder(arguments(command));
      builder.directory(command.workingFolder().toFile());
      builder.environment().putAll(command.environment());
      builder.redirectError(ProcessBuilder.Redirect.appendTo(command.logFile().toFile()));
      Process shell = builder.start();
      var leash = new Leash(command, shell, readPid(shell, command));
      LIVE.add(leash);
      var unused = shell.onExit().thenRun(() -> LIVE.remove(leash));
      return leash;
    } catch (IOException e) {
      throw new BackendFailure(
          "Could not start " + command.command().getFirst() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs a command that ends by itself.
   *
   * @param failure what did not come about, for the exception
   * @throws BackendFailure with the log's last words when it takes longer or does not end with 0
   */
  static void run(LeashedCommand command, Duration limit, String failure) {
    Leash leash = start(command);
    if (!leash.awaitExit(limit) || leash.exitCode().orElse(1) != 0) {
      leash.kill();
      throw new BackendFailure(
          "%s:%n%s"
              .formatted(
                  failure,
                  String.join(
                      System.lineSeparator(), LogTail.read(command.logFile(), LAST_LINES))));
    }
  }

  private static List<String> arguments(LeashedCommand command) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("/bin/sh", "-c", SCRIPT, "leash"));
    arguments.add(command.stopSignal().name());
    arguments.add(Long.toString(tenths(command.grace())));
    if (command.niceness() > 0) {
      arguments.addAll(List.of("nice", "-n", Integer.toString(command.niceness())));
    }
    arguments.addAll(command.command());
    return arguments;
  }

  private static long readPid(Process shell, LeashedCommand command) throws IOException {
    try (BufferedReader reader = shell.inputReader(StandardCharsets.US_ASCII)) {
      String line = reader.readLine();
      if (line == null) {
        throw new BackendFailure(
            "Could not start %s; its log is %s."
                .formatted(command.command().getFirst(), command.logFile()));
      }
      return Long.parseLong(line);
    }
  }

  /** The process id of the command itself, not of the shell that holds it. */
  public long pid() {
    return pid;
  }

  public LeashedCommand command() {
    return command;
  }

  public boolean isAlive() {
    return shell.isAlive();
  }

  /** The command's exit code, 128 + n if signal n ended it; empty while it runs. */
  public OptionalInt exitCode() {
    return shell.isAlive() ? OptionalInt.empty() : OptionalInt.of(shell.exitValue());
  }

  /** Completes with the exit code when the command has ended. */
  public CompletableFuture<Integer> onExit() {
    return shell.onExit().thenApply(Process::exitValue);
  }

  /** Waits at most this long for the end; false when it still runs. */
  public boolean awaitExit(Duration limit) {
    try {
      return shell.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !shell.isAlive();
    }
  }

  /**
   * Sends the stop signal, KILL after the grace, waits for the end and returns the exit code. An
   * ended command is left as it is.
   */
  public int stop(Duration grace) {
    order(grace);
    return shell.onExit().join().exitValue();
  }

  /** Ends the command as kill -9 does and waits until it is gone. */
  public int kill() {
    ProcessHandle.of(pid).filter(child -> isAlive()).ifPresent(ProcessHandle::destroyForcibly);
    return shell.onExit().join().exitValue();
  }

  /** Stops with the command's own grace. */
  @Override
  public void close() {
    stop(command.grace());
  }

  private void order(Duration grace) {
    try (OutputStream pipe = shell.getOutputStream()) {
      pipe.write((tenths(grace) + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The command ended by itself, or an earlier order stands: either way it is ending.
    }
  }

  private static long tenths(Duration grace) {
    return Math.clamp(grace.toMillis() / 100, 0, 36_000);
  }

  private static String script() {
    try (InputStream source = Leash.class.getResourceAsStream("leash.sh")) {
      if (source == null) {
        throw new IllegalStateException("leash.sh is missing from the jar");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("leash.sh cannot be read", e);
    }
  }
}
