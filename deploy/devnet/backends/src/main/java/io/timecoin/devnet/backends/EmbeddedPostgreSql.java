package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A PostgreSQL server as a child process on 127.0.0.1 with password authentication; its data stay
 * in the folder over restarts, and what it has acknowledged is on disk (fsync stays on).
 *
 * <p>Runs {@code postgres} in the foreground on a leash, so it dies with this process; see {@link
 * UnprivilegedCommand} for running as root.
 */
public final class EmbeddedPostgreSql implements EmbeddedServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration INIT_LIMIT = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration PREVIOUS_END = GRACE.plusSeconds(5);

  /**
   * Where and how a server runs.
   *
   * @param folder holds log and data; created when missing
   * @param port on 127.0.0.1; 0 picks a free one
   * @param user the superuser, made with the data
   * @param password of the superuser; must be the same at every start of a folder
   */
  public record Settings(Path folder, int port, String user, String password) {
    /** A free port; user and password are both "timecoin". */
    public static Settings in(Path folder) {
      return new Settings(folder, 0, "timecoin", "timecoin");
    }

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Settings[folder=%s, port=%d, user=%s]".formatted(folder, port, user);
    }
  }

  private final Path folder;
  private final PostgresServer address;
  private final LeashedServer server;
  private final PostgresBinaries binaries;

  private EmbeddedPostgreSql(Settings settings) {
    this.folder = settings.folder().toAbsolutePath();
    this.binaries = PostgresBinaries.unpacked();
    int port = FreePorts.ofThisMachine().pickIfZero(settings.port());
    this.address = new PostgresServer("127.0.0.1", port, settings.user(), settings.password());
    this.server =
        new LeashedServer("PostgreSQL", folder, List.of(port), START_LIMIT, address::ping);
  }

  /**
   * Starts a server and returns when it answers.
   *
   * @throws BackendFailure with the reason: port taken, folder in use, or the server's last words
   */
  public static EmbeddedPostgreSql start(Settings settings) {
    var postgres = new EmbeddedPostgreSql(settings);
    try {
      postgres.restart();
      return postgres;
    } catch (BackendFailure e) {
      FreePorts.ofThisMachine().release(postgres.port());
      throw e;
    }
  }

  @Override
  public synchronized void restart() {
    try {
      Files.createDirectories(folder);
      server.awaitFreeGround(PREVIOUS_END);
      initialiseOnce();
      // Nobody serves this folder now; a number left after kill -9 could be another process's.
      Files.deleteIfExists(data().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new BackendFailure("Could not write in " + folder + ": " + e.getMessage(), e);
    }
    server.start(
        LeashedCommand.of(UnprivilegedCommand.of(serve()), folder, log())
            // On TERM it would wait for its clients to leave.
            .withStopSignal(LeashedCommand.StopSignal.INT)
            .withGrace(GRACE));
  }

  private List<String> serve() {
    return List.of(
        binaries.program("postgres").toString(),
        "-D",
        data().toString(),
        "-p",
        Integer.toString(port()),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "shared_buffers=64MB",
        "-c",
        "max_connections=100",
        "-c",
        "huge_pages=off",
        "-c",
        "timezone=UTC",
        "-c",
        "log_timezone=UTC");
  }

  private void initialiseOnce() throws IOException {
    if (Files.isDirectory(data())) {
      return;
    }
    Path fresh = folder.resolve("data.new");
    LocalFolders.delete(fresh);
    Path password = writePassword();
    try {
      initialise(fresh, password);
    } finally {
      Files.deleteIfExists(password);
    }
    Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path writePassword() throws IOException {
    Path file =
        Files.createTempFile(
            folder,
            "initial",
            ".password",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, address.password());
  }

  private void initialise(Path fresh, Path password) {
    List<String> initdb =
        List.of(
            binaries.program("initdb").toString(),
            "-D",
            fresh.toString(),
            "--username=" + address.user(),
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale");
    Leash run = Leash.start(LeashedCommand.of(UnprivilegedCommand.of(initdb), folder, log()));
    if (!run.awaitExit(INIT_LIMIT) || run.exitCode().orElse(1) != 0) {
      run.kill();
      throw new BackendFailure(
          "PostgreSQL could not initialise %s:%n%s"
              .formatted(data(), String.join(System.lineSeparator(), LogTail.read(log(), 8))));
    }
  }

  /** Makes an empty database unless it is there; see {@link PostgresServer#createDatabase}. */
  public PostgresDatabase createDatabase(String name) {
    return address.createDatabase(name);
  }

  /** Host, port and superuser. */
  public PostgresServer address() {
    return address;
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Where the server writes its messages. */
  public Path log() {
    return folder.resolve("postgresql.log");
  }

  @Override
  public int port() {
    return address.port();
  }

  @Override
  public synchronized long pid() {
    return server.leash().pid();
  }

  @Override
  public synchronized boolean isAlive() {
    return server.leash().isAlive();
  }

  @Override
  public synchronized OptionalInt exitCode() {
    return server.leash().exitCode();
  }

  @Override
  public synchronized void stop(Duration grace) {
    server.leash().stop(grace);
  }

  @Override
  public synchronized void kill() {
    server.leash().kill();
  }

  @Override
  public void close() {
    stop(GRACE);
    FreePorts.ofThisMachine().release(port());
  }
}
