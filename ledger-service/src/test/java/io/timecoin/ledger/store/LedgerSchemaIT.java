package io.timecoin.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.ledger.testing.LedgerFixture;
import io.timecoin.protocol.testing.TestChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each database is to this ledger: its own, one to wait for, or one to be refused. */
class LedgerSchemaIT {
  private final TestChain chain = TestChain.ofMembers(1);
  private final TestChain other = TestChain.ofMembers(4);
  private final LedgerFixture ledger = LedgerFixture.empty();

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void anEmptyDatabaseMayStillGetItsSchema() throws Exception {
    assertThat(state()).isEqualTo(new SchemaState.Missing());

    ledger.migrate();

    assertThat(state()).isEqualTo(new SchemaState.Known());
  }

  @Test
  void thisNetworksChainIsKnownAndAnothersIsRefused() throws Exception {
    ledger.migrate();
    var _ = ledger.genesis(chain.genesis()).begin();

    assertThat(state()).isEqualTo(new SchemaState.Known());
    assertThat(ledger.schema(other.genesis()))
        .isEqualTo(
            new SchemaState.Wrong(
                ("the database holds the chain of genesis %s, this node's is %s: set"
                        + " timecoin.genesis-file to that network's document, or"
                        + " quarkus.datasource.reactive.url to this network's own database")
                    .formatted(chain.genesis().hash(), other.genesis().hash())));
  }

  @Test
  void anOlderVersionIsToBeMigrated() throws Exception {
    ledger.migrate();
    ledger.execute("UPDATE flyway_schema_history SET version = '0' WHERE version = '1'");

    assertThat(state())
        .isEqualTo(
            new SchemaState.Wrong(
                "the database has schema version 0, this ledger knows 1 only: run this release's"
                    + " migration (SchemaMigration), then start again"));
  }

  @Test
  void aNewerOrStrangeVersionNeedsItsOwnRelease() throws Exception {
    ledger.migrate();
    for (String version : new String[] {"2", "999", "1.1", "99999999999999999999"}) {
      ledger.execute(
          "UPDATE flyway_schema_history SET version = '%s' WHERE version IS NOT NULL"
              .formatted(version));

      assertThat(state())
          .isEqualTo(
              new SchemaState.Wrong(
                  ("the database has schema version %s, this ledger knows 1 only: start the"
                          + " release that made it, or restore the backup from before its"
                          + " migration")
                      .formatted(version)));
    }
  }

  @Test
  void anotherApplicationsDatabaseIsRefused() throws Exception {
    ledger.execute("CREATE TABLE customers (name text)");

    assertForeign("it has tables, but no schema history");
  }

  @Test
  void anotherApplicationsHistoryIsRefused() throws Exception {
    ledger.execute(
        "CREATE TABLE flyway_schema_history (installed_rank int, version text, success boolean)");
    assertThat(state()).isEqualTo(new SchemaState.Missing());

    ledger.execute("INSERT INTO flyway_schema_history VALUES (1, '1', true)");

    assertForeign("it has a schema history, but no ledger_state");
  }

  private void assertForeign(String found) throws Exception {
    assertThat(state())
        .isInstanceOfSatisfying(
            SchemaState.Wrong.class,
            wrong ->
                assertThat(wrong.sentence())
                    .startsWith("the database is not the ledger's: " + found)
                    .contains("set quarkus.datasource.reactive.url"));
  }

  private SchemaState state() throws InterruptedException {
    return ledger.schema(chain.genesis());
  }
}
