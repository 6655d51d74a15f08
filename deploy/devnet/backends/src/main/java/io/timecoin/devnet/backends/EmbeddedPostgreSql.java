package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL server as a child process on 127.0.0.1 with password authentication; its data stay
 * in the folder over restarts, and what it has acknowledged is on disk (fsync stays on).
 *
 * <p>Runs {@code postgres} in the foreground on a leash, so it dies with this process; see {@link
 * UnprivilegedCommand} for running as root.
 */
public final class EmbeddedPostgreSql extends EmbeddedServer {
  private static final Duration INIT_LIMIT = Duration.ofMinutes(2);

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

  private final PostgresServer address;
  private final PostgresBinaries binaries;

  private EmbeddedPostgreSql(Path folder, PostgresServer address, PostgresBinaries binaries) {
    super("PostgreSQL", folder, List.of(address.port()), address::ping);
    this.address = address;
    this.binaries = binaries;
  }

  /**
   * Starts a server and returns when it answers.
   *
   * @throws BackendFailure with the reason: port taken, folder in use, or the server's last words
   */
  public static EmbeddedPostgreSql start(Settings settings) {
    PostgresBinaries binaries = PostgresBinaries.unpacked();
    int port = FreePorts.ofThisMachine().pickIfZero(settings.port());
    var address = new PostgresServer("127.0.0.1", port, settings.user(), settings.password());
    return started(new EmbeddedPostgreSql(settings.folder().toAbsolutePath(), address, binaries));
  }

  @Override
  LeashedCommand prepare() throws IOException {
    initialiseOnce();
    new Inhabitants(data()).awaitNone(PREVIOUS_END);
    // Nobody serves this folder now; a number left after kill -9 could be another process's.
    Files.deleteIfExists(data().resolve("postmaster.pid"));
    return LeashedCommand.of(UnprivilegedCommand.of(serve()), folder(), log())
        // On TERM it would wait for its clients to leave.
        .withStopSignal(LeashedCommand.StopSignal.INT)
        .withGrace(GRACE);
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
        // A ledger of some hundred thousand payments fits; what is not used takes no memory.
        "shared_buffers=512MB",
        "-c",
        // After each checkpoint every page that is written goes into the log whole: seldom.
        "max_wal_size=2GB",
        "-c",
        "checkpoint_timeout=15min",
        "-c",
        // Seven masternodes' ledgers with two standbys each have pools of 16; an unused one is
        // free.
        "max_connections=400",
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
    Path fresh = folder().resolve("data.new");
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
            folder(),
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
    Leash.run(
        LeashedCommand.of(UnprivilegedCommand.of(initdb), folder(), log()),
        INIT_LIMIT,
        "PostgreSQL could not initialise " + data());
  }

  /** Makes an empty database unless it is there; see {@link PostgresServer#createDatabase}. */
  public PostgresDatabase createDatabase(String name) {
    return address.createDatabase(name);
  }

  /** Host, port and superuser. */
  public PostgresServer address() {
    return address;
  }

  @Override
  public Path log() {
    return folder().resolve("postgresql.log");
  }
}
