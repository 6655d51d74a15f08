package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.Leash;
import io.timecoin.devnet.backends.LeashedCommand;
import io.timecoin.devnet.backends.LogTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One process of one service: its configuration file, its log, its leash. Safe for use by several
 * threads.
 */
public final class ServiceProcess {
  /** SIGTERM drains within 10 s (ARCHITECTURE); writing an AOT cache comes after that. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final Duration TRAINING_GRACE = Duration.ofMinutes(3);

  /** Exit code of an orderly end after SIGTERM: 128 + 15. */
  private static final int TERMINATED = 143;

  private final String name;
  private final ServiceKind kind;
  private final int port;
  private final MasternodeFolder folder;
  private final Path sources;
  private final Map<String, String> configuration;
  private final Map<String, String> environment;
  private final List<String> lastJvmFlags;
  private Leash leash;

  ServiceProcess(
      String name,
      ServiceKind kind,
      int port,
      MasternodeFolder folder,
      Path sources,
      Map<String, String> configuration,
      Map<String, String> environment) {
    this(name, kind, port, folder, sources, configuration, environment, List.of());
  }

  private ServiceProcess(
      String name,
      ServiceKind kind,
      int port,
      MasternodeFolder folder,
      Path sources,
      Map<String, String> configuration,
      Map<String, String> environment,
      List<String> lastJvmFlags) {
    this.name = name;
    this.kind = kind;
    this.port = port;
    this.folder = folder;
    this.sources = sources;
    this.configuration = new TreeMap<>(configuration);
    this.environment = new TreeMap<>(environment);
    this.environment.put("QUARKUS_CONFIG_LOCATIONS", configurationFile().toString());
    this.lastJvmFlags = List.copyOf(lastJvmFlags);
  }

  /**
   * Another process of this service, not started: with files of its own, and the same settings but
   * for the given ones. Whoever asks for it stops it; the devnet does not know it.
   */
  public ServiceProcess variant(String ofName, Map<String, String> changes) {
    return variant(ofName, changes, List.of());
  }

  /**
   * The same.
   *
   * @param jvmFlags after all others, which they overrule
   */
  public ServiceProcess variant(String ofName, Map<String, String> changes, List<String> jvmFlags) {
    var changed = new TreeMap<>(configuration);
    changed.putAll(changes);
    return new ServiceProcess(
        ofName,
        kind,
        Integer.parseInt(changed.get("quarkus.http.port")),
        folder,
        sources,
        changed,
        environment,
        jvmFlags);
  }

  public String name() {
    return name;
  }

  public ServiceKind kind() {
    return kind;
  }

  public int port() {
    return port;
  }

  public Path log() {
    return folder.logs().resolve(name + ".log");
  }

  /** Starts the process; does nothing while it runs. */
  public synchronized void start(ProcessOptions options) {
    if (isAlive()) {
      return;
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(kind.jvmFlags());
    command.addAll(options.jvmFlags());
    command.addAll(lastJvmFlags);
    command.add("-jar");
    command.add(kind.application(sources).resolve("quarkus-run.jar").toString());
    writeConfiguration();
    leash =
        Leash.start(
            LeashedCommand.of(command, folder.path(), log())
                .withEnvironment(environment)
                .withNiceness(options.niceness())
                .withGrace(GRACE));
  }

  private Path configurationFile() {
    return folder.config().resolve(name + ".properties");
  }

  private void writeConfiguration() {
    Path file = configurationFile();
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          configuration.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized boolean isAlive() {
    return leash != null && leash.isAlive();
  }

  /** The process id, -1 while it does not run. */
  public synchronized long pid() {
    return isAlive() ? leash.pid() : -1;
  }

  /** Orderly stop; returns when the process is gone. */
  public void stop() {
    stop(GRACE);
  }

  /** Stops and waits for the cache to be written; false when it ended otherwise. */
  boolean stopAfterTraining() {
    Leash running = current();
    return running != null && running.stop(TRAINING_GRACE) == TERMINATED;
  }

  private void stop(Duration grace) {
    Leash running = current();
    if (running != null) {
      running.stop(grace);
    }
  }

  /** As kill -9 does; returns when the process is gone. */
  public void kill() {
    Leash running = current();
    if (running != null) {
      running.kill();
    }
  }

  /** Waits at most this long for the end; the exit code, empty while it runs or never ran. */
  public OptionalInt awaitEnd(Duration limit) {
    Leash running = current();
    return running != null && running.awaitExit(limit) ? running.exitCode() : OptionalInt.empty();
  }

  private synchronized Leash current() {
    return leash;
  }

  /** Fails with the log's last words when the process has ended. */
  void requireAlive() {
    if (!isAlive()) {
      throw new LauncherFailure(
          "%s ended with code %d while starting; its last words:%n%s"
              .formatted(
                  name,
                  current().exitCode().orElse(-1),
                  String.join(System.lineSeparator(), LogTail.read(log(), 12))));
    }
  }

  RunState.RunningService describe(int masternode) {
    return new RunState.RunningService(masternode, name, kind.module(), pid(), port);
  }
}
