package io.timecoin.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.ledger.schema.NextSchema;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.LedgerFixture;
import io.timecoin.protocol.testing.TestChain;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A database that this build has filled with a chain goes to a next version. There is none yet: the
 * migration to it is the test's own, run by the code that runs the shipped ones.
 */
class SchemaUpgradeIT {
  private static final int MICROBLOCKS = 24;
  private static final String MIGRATING =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND state = 'active' AND query LIKE 'SELECT pg_sleep%'";
  private static final String OTHERS =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name NOT LIKE 'vertx%' AND pid <> pg_backend_pid()";

  private final TestChain chain = BusyChain.grown(TestChain.ofMembers(1), MICROBLOCKS);
  private final LedgerFixture ledger = new LedgerFixture();

  @BeforeEach
  void theLedgerHoldsTheChain() throws Exception {
    var _ = ledger.genesis(chain.genesis()).begin();
    var _ = ledger.writer(chain.genesis()).write(LedgerFixture.streamed(chain.microblocks()));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void everyRowIsTheSameAfterTheUpgrade() throws Exception {
    String before = ledger.dump();

    assertThat(NextSchema.migrate(ledger.database())).isOne();
    assertThat(NextSchema.migrate(ledger.database())).isZero();

    assertThat(ledger.dump()).isEqualTo(before);
    assertThat(number("SELECT count(*) FROM next_microblock_size")).isEqualTo(MICROBLOCKS);
  }

  @Test
  void theReleaseBeforeRefusesTheUpgradedDatabaseAndSaysWhatToDo() throws Exception {
    assertThat(NextSchema.migrate(ledger.database())).isOne();

    assertThat(ledger.schema(chain.genesis()))
        .isEqualTo(
            new SchemaState.Wrong(
                "the database has schema version 2, this ledger knows 1 only: start the release"
                    + " that made it, or restore the backup from before its migration"));
    assertThatExceptionOfType(FlywayException.class)
        .isThrownBy(ledger::migrate)
        .withMessageContaining("2");
  }

  @Test
  void aMigrationKilledInTheMiddleChangesNothingAndIsRunAgain() throws Exception {
    String before = ledger.dump();
    Process migration = NextSchema.begin(ledger.database());
    try {
      Await.until("the migration is in its middle", () -> number(MIGRATING) == 1);
    } finally {
      migration.destroyForcibly().waitFor();
    }
    // The server notices the client's end after the statement, and takes back what it did.
    Await.until("the server has ended the migration", () -> number(OTHERS) == 0);

    assertThat(ledger.dump()).isEqualTo(before);
    assertThat(ledger.schema(chain.genesis())).isEqualTo(new SchemaState.Known());
    assertThat(NextSchema.migrate(ledger.database())).isOne();
    assertThat(ledger.dump()).isEqualTo(before);
  }

  private long number(String query) throws SQLException {
    try (var connection = ledger.database().connect();
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
