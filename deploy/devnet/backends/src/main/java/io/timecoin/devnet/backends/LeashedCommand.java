package io.timecoin.devnet.backends;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run on a {@link Leash}.
 *
 * @param command program and arguments
 * @param environment variables set in addition to this process's own
 * @param workingFolder the process's working folder; must exist
 * @param logFile standard output and error are appended here; its folder is created
 * @param stopSignal name of the signal that asks for an orderly end, without SIG
 * @param grace from the stop signal to KILL when the parent has vanished
 * @param niceness 0 to 19: how much it stands back for other processes (nice(1))
 */
public record LeashedCommand(
    List<String> command,
    Map<String, String> environment,
    Path workingFolder,
    Path logFile,
    StopSignal stopSignal,
    Duration grace,
    int niceness) {

  /** The signals that ask a process to end: PostgreSQL waits for its clients on TERM. */
  public enum StopSignal {
    TERM,
    INT
  }

  public LeashedCommand {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a leashed command needs a program");
    }
    if (niceness < 0 || niceness > 19) {
      throw new IllegalArgumentException("a niceness of " + niceness);
    }
  }

  /** A command with the own environment, stopped by TERM with ten seconds of grace. */
  public static LeashedCommand of(List<String> command, Path workingFolder, Path logFile) {
    return new LeashedCommand(
        command, Map.of(), workingFolder, logFile, StopSignal.TERM, Duration.ofSeconds(10), 0);
  }

  public LeashedCommand withEnvironment(Map<String, String> variables) {
    return new LeashedCommand(
        command, variables, workingFolder, logFile, stopSignal, grace, niceness);
  }

  public LeashedCommand withStopSignal(StopSignal signal) {
    return new LeashedCommand(
        command, environment, workingFolder, logFile, signal, grace, niceness);
  }

  public LeashedCommand withGrace(Duration time) {
    return new LeashedCommand(
        command, environment, workingFolder, logFile, stopSignal, time, niceness);
  }

  public LeashedCommand withNiceness(int level) {
    return new LeashedCommand(
        command, environment, workingFolder, logFile, stopSignal, grace, level);
  }
}
