package io.timecoin.devnet.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What runs now, as the supervisor last wrote it.
 *
 * @param supervisorPid the process that holds all others
 * @param failure why it failed; empty otherwise
 */
public record RunState(
    Phase phase, long supervisorPid, List<RunningService> services, String failure) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How far the supervisor is. */
  public enum Phase {
    STARTING,
    READY,
    STOPPING,
    FAILED
  }

  /**
   * One process of a service.
   *
   * @param name unique in the devnet, e.g. {@code verifier-service-2}
   * @param pid -1 while it does not run
   */
  public record RunningService(String name, String module, long pid, int port) {}

  public RunState {
    services = List.copyOf(services);
  }

  /** Empty when no supervisor has written one. */
  public static Optional<RunState> read(DevnetFolder folder) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(folder.state()), RunState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new LauncherFailure("could not read " + folder.state() + ": " + e.getMessage(), e);
    }
  }

  /** Replaces the file in one step, so that a reader never sees half of it. */
  void write(DevnetFolder folder) {
    try {
      Files.createDirectories(folder.path());
      var fresh = folder.path().resolve("state.json.new");
      JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
      Files.move(
          fresh,
          folder.state(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LauncherFailure("could not write " + folder.state() + ": " + e.getMessage(), e);
    }
  }
}
