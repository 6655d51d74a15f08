package io.timecoin.ledger.store;

import io.timecoin.kit.genesis.Genesis;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.protocol.crypto.Hash256;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Whether the database has the schema that this code was written for, and this network's chain. */
@ApplicationScoped
public class LedgerSchema {
  /** The only version this code reads and writes. */
  public static final String KNOWN_VERSION = "1";

  private static final String VERSION =
      """
      SELECT version FROM flyway_schema_history
      WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1
      """;

  private static final String TABLES =
      """
      SELECT count(*) AS tables, to_regclass('ledger_state') IS NOT NULL AS ledger,
        to_regclass('flyway_schema_history') IS NOT NULL AS history
      FROM pg_tables WHERE schemaname = current_schema()
      """;

  private static final String GENESIS = "SELECT genesis_hash FROM ledger_state";

  private final Pool pool;
  private final Duration deadline;
  private final Hash256 genesis;

  @Inject
  public LedgerSchema(Pool pool, LedgerConfig config, Genesis genesis) {
    this.pool = pool;
    this.deadline = config.databaseDeadline();
    this.genesis = genesis.hash();
  }

  /**
   * Looks. While a migration is running, a moment between two of its steps may look wrong.
   *
   * @throws DatabaseException when it does not answer
   */
  public SchemaState state() throws InterruptedException {
    Row tables = rows(TABLES).iterator().next();
    if (!tables.getBoolean("history")) {
      return tables.getLong("tables") == 0
          ? new SchemaState.Missing()
          : foreign("it has tables, but no schema history");
    }
    RowSet<Row> applied = rows(VERSION);
    if (applied.size() == 0) {
      return new SchemaState.Missing();
    }
    String version = applied.iterator().next().getString("version");
    if (!version.equals(KNOWN_VERSION)) {
      return unknown(version);
    }
    return tables.getBoolean("ledger")
        ? chain()
        : foreign("it has a schema history, but no ledger_state");
  }

  private SchemaState chain() throws InterruptedException {
    RowSet<Row> found = rows(GENESIS);
    if (found.size() == 0) {
      return new SchemaState.Known();
    }
    Hash256 stored = Hash256.of(found.iterator().next().getBuffer("genesis_hash").getBytes());
    return stored.equals(genesis)
        ? new SchemaState.Known()
        : new SchemaState.Wrong(
            ("the database holds the chain of genesis %s, this node's is %s: set"
                    + " timecoin.genesis-file to that network's document, or"
                    + " quarkus.datasource.reactive.url to this network's own database")
                .formatted(stored, genesis));
  }

  private static SchemaState unknown(String version) {
    return new SchemaState.Wrong(
        "the database has schema version %s, this ledger knows %s only: %s"
            .formatted(
                version,
                KNOWN_VERSION,
                isOlder(version)
                    ? "run this release's migration (SchemaMigration), then start again"
                    : "start the release that made it, or restore the backup from before its"
                        + " migration"));
  }

  private static boolean isOlder(String version) {
    return version.matches("\\d{1,9}")
        && Integer.parseInt(version) < Integer.parseInt(KNOWN_VERSION);
  }

  private static SchemaState foreign(String found) {
    return new SchemaState.Wrong(
        ("the database is not the ledger's: %s; set quarkus.datasource.reactive.url to the"
                + " ledger's own database, or to an empty one and run the migration"
                + " (SchemaMigration)")
            .formatted(found));
  }

  private RowSet<Row> rows(String statement) throws InterruptedException {
    return Answer.of(pool.query(statement).execute(), deadline);
  }
}
