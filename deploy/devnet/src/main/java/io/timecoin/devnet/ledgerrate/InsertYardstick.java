package io.timecoin.devnet.ledgerrate;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.PostgresDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What the server takes of rows as long as a payment, in a table with one index: in arrays and
 * transactions of the same size as the ledger's, by one connection.
 */
record InsertYardstick(PostgresDatabase database) {
  private static final int ROWS_AT_ONCE = 5_000;
  private static final int TRANSACTIONS = 40;
  private static final int WARM_UP = 10;

  /** A payment of two inputs and two outputs has about as many. */
  private static final int BYTES = 450;

  double rowsPerSecond() {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      execute(connection, "CREATE TABLE yardstick (number bigint PRIMARY KEY, raw bytea NOT NULL)");
      execute(connection, "ALTER TABLE yardstick ALTER COLUMN raw SET STORAGE EXTERNAL");
      byte[][] bodies = bodies();
      long begin = 0;
      for (int i = 0; i < WARM_UP + TRANSACTIONS; i++) {
        if (i == WARM_UP) {
          begin = System.nanoTime();
        }
        insert(connection, (long) i * ROWS_AT_ONCE, bodies);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      execute(connection, "DROP TABLE yardstick");
      return TRANSACTIONS * ROWS_AT_ONCE / seconds;
    } catch (SQLException e) {
      throw new LauncherFailure("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private static void insert(Connection connection, long from, byte[][] bodies)
      throws SQLException {
    Long[] numbers =
        IntStream.range(0, ROWS_AT_ONCE).mapToObj(row -> from + row).toArray(Long[]::new);
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO yardstick SELECT * FROM unnest(?::bigint[], ?::bytea[])")) {
      statement.setArray(1, connection.createArrayOf("bigint", numbers));
      statement.setArray(2, connection.createArrayOf("bytea", bodies));
      statement.executeUpdate();
    }
    connection.commit();
  }

  private static byte[][] bodies() {
    var random = new Random(1);
    var bodies = new byte[ROWS_AT_ONCE][BYTES];
    for (byte[] body : bodies) {
      random.nextBytes(body);
    }
    return bodies;
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (var prepared = connection.createStatement()) {
      prepared.execute(statement);
    }
    connection.commit();
  }
}
