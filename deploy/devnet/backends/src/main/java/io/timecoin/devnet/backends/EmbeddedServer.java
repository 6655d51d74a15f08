package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the two embedded servers have in common: a process with one port that can be restarted. */
public abstract sealed class EmbeddedServer implements AutoCloseable
    permits EmbeddedKafka, EmbeddedPostgreSql {
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  static final Duration PREVIOUS_END = GRACE.plusSeconds(5);

  private final Path folder;
  private final List<Integer> ports;
  private final LeashedServer server;

  /**
   * A server that does not run yet.
   *
   * @param folder absolute; holds log and data; created when missing
   * @param ports all it listens on, the clients' first; given back at its end
   */
  EmbeddedServer(String name, Path folder, List<Integer> ports, LeashedServer.Probe probe) {
    this.folder = folder;
    this.ports = List.copyOf(ports);
    this.server = new LeashedServer(name, folder, ports, START_LIMIT, probe, this::reason);
  }

  /** The server, started for the first time; its ports are given back when that fails. */
  static <S extends EmbeddedServer> S started(S server) {
    try {
      server.restart();
      return server;
    } catch (BackendFailure e) {
      server.releasePorts();
      throw e;
    }
  }

  /** Makes the folder ready, which no process uses now, and says what is to run on it. */
  abstract LeashedCommand prepare() throws IOException;

  /** What its last words mean to a person, where it has ended while starting. */
  Optional<String> reason(List<String> lastWords) {
    return Optional.empty();
  }

  /** Where the server writes its messages. */
  public abstract Path log();

  final Path folder() {
    return folder;
  }

  final Path data() {
    return folder.resolve("data");
  }

  /** The port clients connect to, on 127.0.0.1; the same after a restart. */
  public final int port() {
    return ports.getFirst();
  }

  /** The process id of the server itself. */
  public final synchronized long pid() {
    return server.leash().pid();
  }

  public final synchronized boolean isAlive() {
    return server.leash().isAlive();
  }

  /** Empty while it runs. */
  public final synchronized OptionalInt exitCode() {
    return server.leash().exitCode();
  }

  /** Orderly stop, KILL after the grace; returns when the process is gone. */
  public final synchronized void stop(Duration grace) {
    server.leash().stop(grace);
  }

  /** As kill -9 does; returns when the process is gone. */
  public final synchronized void kill() {
    server.leash().kill();
  }

  /** Starts again on the same folder and ports and returns when it answers. */
  public final synchronized void restart() {
    server.start(prepared());
  }

  private LeashedCommand prepared() {
    try {
      Files.createDirectories(folder);
      server.awaitFreeGround(PREVIOUS_END);
      return prepare();
    } catch (IOException e) {
      throw new BackendFailure("Could not write in " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Stops with ten seconds of grace and gives the ports back. */
  @Override
  public final void close() {
    stop(GRACE);
    releasePorts();
  }

  final void releasePorts() {
    ports.forEach(FreePorts.ofThisMachine()::release);
  }
}
