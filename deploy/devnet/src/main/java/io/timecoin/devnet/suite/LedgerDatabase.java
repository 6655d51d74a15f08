package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.devnet.backends.PostgresServer;
import io.timecoin.ledger.schema.SchemaMigration;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;

/** Makes and removes ledger databases. */
final class LedgerDatabase {
  private LedgerDatabase() {}

  /** The database of this name with the ledger's schema of this build. */
  static PostgresDatabase migrated(PostgresServer server, String name) {
    PostgresDatabase database = server.createDatabase(name);
    try {
      SchemaMigration.migrate(database.jdbcUrl(), server.user(), server.password());
      return database;
    } catch (FlywayException e) {
      throw new LauncherFailure(
          "the ledger's schema does not fit this build (%s); `up --fresh` makes the devnet anew"
              .formatted(e.getMessage().lines().limit(2).reduce((a, b) -> a + ": " + b).orElse("")),
          e);
    }
  }

  static void drop(PostgresDatabase database) {
    try (var connection = database.server().database("postgres").connect();
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS \"" + database.name() + "\" WITH (FORCE)");
    } catch (SQLException e) {
      throw new LauncherFailure("could not drop " + database.name() + ": " + e.getMessage(), e);
    }
  }
}
