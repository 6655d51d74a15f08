package io.timecoin.e2e;

import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What PostgreSQL holds at one moment, read by plain SQL in one database transaction. */
record LedgerSnapshot(long sequence, long height, long utxoTotal, Map<OutPoint, Output> utxos) {

  static LedgerSnapshot of(PostgresDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (var statement = connection.createStatement();
          ResultSet state =
              statement.executeQuery("SELECT sequence, height, utxo_total FROM ledger_state")) {
        if (!state.next()) {
          throw new AssertionError("the ledger is empty");
        }
        return new LedgerSnapshot(
            state.getLong(1), state.getLong(2), state.getLong(3), utxos(connection));
      }
    }
  }

  /** How far the ledger is; 0 while the database does not answer. */
  static long sequenceOf(PostgresDatabase database) {
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        ResultSet state = statement.executeQuery("SELECT sequence FROM ledger_state")) {
      return state.next() ? state.getLong(1) : 0;
    } catch (SQLException e) {
      return 0;
    }
  }

  private static Map<OutPoint, Output> utxos(Connection connection) throws SQLException {
    var utxos = new HashMap<OutPoint, Output>();
    try (var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT txid, output_index, value, script FROM utxo")) {
      while (rows.next()) {
        utxos.put(
            new OutPoint(Hash256.of(rows.getBytes(1)), rows.getInt(2)),
            new Output(rows.getLong(3), ByteString.of(rows.getBytes(4))));
      }
    }
    return utxos;
  }
}
