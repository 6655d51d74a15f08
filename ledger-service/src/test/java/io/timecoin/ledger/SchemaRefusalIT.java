package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.ledger.schema.SchemaMigration;
import io.timecoin.ledger.store.LedgerSchema;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.ledger.testing.LedgerClient;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A database without a schema is neither read nor written, and taken once the migration has run. A
 * wrong one ends the process: {@code LedgerSchemaIT} and, with real processes, {@code
 * RefusedStartE2E}.
 */
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
  void aMissingSchemaIsWaitedForAndTheKnownOneIsTaken() throws Exception {
    var ledger = new LedgerClient(base);
    var database = backends.database().orElseThrow();
    assertRefuses(ledger, "has no schema yet");

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
}
