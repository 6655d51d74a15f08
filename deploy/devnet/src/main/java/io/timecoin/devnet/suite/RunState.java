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
 * @param links what is not as usual between masternodes, one line each
 * @param failure why it failed; empty otherwise
 */
public record RunState(
    Phase phase,
    long supervisorPid,
    List<RunningService> services,
    List<String> links,
    String failure) {
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
   * @param masternode its number, from 1 on
   * @param name unique in the masternode, e.g. {@code verifier-service-2}
   * @param pid -1 while it does not run
   */
  public record RunningService(int masternode, String name, String module, long pid, int port) {}

  public RunState {
    services = List.copyOf(services);
    links = List.copyOf(links);
  }

  /** One whose services do not run. */
  static RunState without(Phase phase, String failure) {
    return new RunState(phase, ProcessHandle.current().pid(), List.of(), List.of(), failure);
  }

  /** The processes of one masternode, counted from 1. */
  public List<RunningService> services(int masternode) {
    return services.stream().filter(service -> service.masternode() == masternode).toList();
  }

  /** The numbers of the masternodes that have processes, in order. */
  public List<Integer> masternodes() {
    return services.stream().map(RunningService::masternode).distinct().sorted().toList();
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
