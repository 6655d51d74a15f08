package io.timecoin.ledger.store;

import io.timecoin.ledger.config.LedgerConfig;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Whether the database has the schema that this code was written for. */
@ApplicationScoped
public class LedgerSchema {
  /** The only version this code reads and writes. */
  public static final String KNOWN_VERSION = "1";

  /** SQLSTATE "undefined table". */
  private static final String NO_SUCH_TABLE = "42P01";

  private static final String VERSION =
      """
      SELECT version FROM flyway_schema_history
      WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1
      """;

  private final Pool pool;
  private final Duration deadline;

  @Inject
  public LedgerSchema(Pool pool, LedgerConfig config) {
    this.pool = pool;
    this.deadline = config.databaseDeadline();
  }

  /**
   * Why the database cannot be used, as a sentence for the operator; empty when it can.
   *
   * @throws DatabaseException when it does not answer
   */
  public Optional<String> defect() throws InterruptedException {
    try {
      RowSet<Row> rows = Answer.of(pool.query(VERSION).execute(), deadline);
      return rows.size() == 0
          ? Optional.of("the database has no schema yet: run the ledger's migration")
          : unknown(rows.iterator().next().getString("version"));
    } catch (StatementException e) {
      if (NO_SUCH_TABLE.equals(e.sqlState())) {
        return Optional.of("the database has no schema yet: run the ledger's migration");
      }
      throw e;
    }
  }

  private static Optional<String> unknown(String version) {
    return KNOWN_VERSION.equals(version)
        ? Optional.empty()
        : Optional.of(
            "the database has schema version %s, this ledger knows %s only"
                .formatted(version, KNOWN_VERSION));
  }
}
