package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgreSqlIT {
  @TempDir static Path folder;
  private static EmbeddedPostgreSql postgres;

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgreSql.start(EmbeddedPostgreSql.Settings.in(folder));
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void whatWasWrittenSurvivesStopAndKill() throws SQLException {
    PostgresDatabase database = postgres.createDatabase("survivor");
    execute(database, "CREATE TABLE paid (amount bigint)");
    execute(database, "INSERT INTO paid VALUES (41)");

    postgres.stop(Duration.ofSeconds(30));
    assertThat(postgres.exitCode()).hasValue(0);
    postgres.restart();
    execute(database, "INSERT INTO paid VALUES (1)");
    postgres.kill();
    postgres.restart();

    assertThat(select(database, "SELECT sum(amount)::text FROM paid")).isEqualTo("42");
  }

  /** Its other processes outlive a killed server for moments. */
  @Test
  void aKilledServerWithBusyClientsIsStartedAgainAtOnce() throws SQLException {
    PostgresDatabase database = postgres.createDatabase("busy");
    for (int i = 0; i < 3; i++) {
      List<Connection> clients = new ArrayList<>();
      for (int client = 0; client < 10; client++) {
        Connection connection = database.connect();
        clients.add(connection);
        Thread.ofVirtual()
            .start(
                () -> {
                  try (Statement statement = connection.createStatement()) {
                    statement.execute("SELECT pg_sleep(60)");
                  } catch (SQLException e) {
                    // The server is killed.
                  }
                });
      }

      postgres.kill();
      postgres.restart();

      assertThat(select(database, "SELECT 1::text")).isEqualTo("1");
      for (Connection client : clients) {
        client.close();
      }
    }
  }

  @Test
  void creatingADatabaseTwiceKeepsIt() throws SQLException {
    PostgresDatabase database = postgres.createDatabase("twice");
    execute(database, "CREATE TABLE kept (x int)");

    postgres.createDatabase("twice");

    assertThat(select(database, "SELECT count(*)::text FROM kept")).isEqualTo("0");
  }

  @Test
  void isDurableSmallAndOfTheStatedVersion() throws SQLException {
    PostgresDatabase database = postgres.address().database("postgres");

    assertThat(select(database, "SHOW fsync")).isEqualTo("on");
    assertThat(select(database, "SHOW synchronous_commit")).isEqualTo("on");
    assertThat(select(database, "SHOW shared_buffers")).isEqualTo("512MB");
    assertThat(select(database, "SHOW server_version")).isEqualTo("18.6");
  }

  @Test
  void aWrongPasswordIsRefused() {
    PostgresServer address = postgres.address();
    var stranger = new PostgresServer(address.host(), address.port(), address.user(), "guess");

    assertThatThrownBy(() -> stranger.database("postgres").connect())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void aFolderThatIsServedCannotBeServedTwice() {
    var settings = new EmbeddedPostgreSql.Settings(folder, postgres.port(), "timecoin", "timecoin");
    var server = new PreviousRun(settings.folder());

    assertThatThrownBy(() -> server.awaitEnd(Duration.ZERO))
        .isInstanceOf(BackendFailure.class)
        .hasMessageContaining("Process " + postgres.pid());
  }

  private static void execute(PostgresDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String select(PostgresDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
