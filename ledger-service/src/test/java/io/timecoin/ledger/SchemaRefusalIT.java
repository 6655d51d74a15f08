package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.ledger.schema.SchemaMigration;
import io.timecoin.ledger.store.LedgerSchema;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.ledger.testing.LedgerClient;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database without the schema that this code knows is neither read nor written. */
@QuarkusTest
@QuarkusTestResource(
    value = LedgerBackends.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = LedgerBackends.MIGRATED, value = "false"))
class SchemaRefusalIT {
  AssignedBackends backends;

  @TestHTTPResource("/")
  URI base;

  @Test
  void aMissingOrUnknownSchemaIsRefusedAndTheKnownOneIsTaken() throws Exception {
    var ledger = new LedgerClient(base);
    var database = backends.database().orElseThrow();
    assertRefuses(ledger, "has no schema yet");

    try (var connection = database.connect();
        var sql = connection.createStatement()) {
      // One transaction: the version in between is never seen.
      connection.setAutoCommit(false);
      sql.execute(
          "CREATE TABLE flyway_schema_history"
              + " (installed_rank int, version text, success boolean)");
      sql.execute("INSERT INTO flyway_schema_history VALUES (1, '999', true)");
      connection.commit();
    }
    assertRefuses(ledger, "schema version 999");

    execute(database, "DROP TABLE flyway_schema_history");
    SchemaMigration.migrate(
        database.jdbcUrl(), database.server().user(), database.server().password());
    Await.until("the ledger is ready", () -> ledger.status("/q/health/ready") == 200);
    Await.until("genesis is there", () -> ledger.status("/internal/v1/chain") == 200);
  }

  @Test
  void theServiceKnowsTheVersionThatTheMigrationLeaves() {
    assertThat(LedgerSchema.KNOWN_VERSION).isEqualTo(SchemaMigration.LATEST_VERSION);
  }

  private static void assertRefuses(LedgerClient ledger, String reason) throws Exception {
    Await.until("the reason is told", () -> ledger.text("/q/health/ready").contains(reason));
    assertThat(ledger.status("/q/health/live")).isEqualTo(200);
    for (String read :
        List.of("/internal/v1/chain", "/internal/v1/chain/utxos", "/internal/v1/utxo-set")) {
      assertThat(ledger.status(read)).isEqualTo(503);
    }
  }

  private static void execute(PostgresDatabase database, String statement) throws SQLException {
    try (var connection = database.connect();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
