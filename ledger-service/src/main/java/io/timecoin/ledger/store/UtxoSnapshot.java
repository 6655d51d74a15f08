package io.timecoin.ledger.store;

import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.protocol.rules.UnspentOutput;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The whole UTXO set at one sequence, read page by page from a cursor of one REPEATABLE READ
 * transaction: consistent however long it takes, and never in memory as a whole. Holds a connection
 * until it is closed.
 */
public final class UtxoSnapshot {
  private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  private static final String UTXOS =
      "SELECT txid, output_index, value, script, sequence, coinbase FROM utxo";

  private static final String CERTIFICATE =
      "SELECT certificate FROM microblock WHERE sequence = $1";

  private final SqlConnection connection;
  private final LedgerState state;
  private final Cursor cursor;
  private boolean begun;

  private UtxoSnapshot(SqlConnection connection, LedgerState state, Cursor cursor) {
    this.connection = connection;
    this.state = state;
    this.cursor = cursor;
  }

  /** Opens a snapshot; empty before genesis. */
  static Future<Optional<UtxoSnapshot>> open(Pool pool) {
    return pool.getConnection()
        .compose(
            connection ->
                open(connection)
                    .onComplete(
                        opened -> {
                          if (opened.failed() || opened.result().isEmpty()) {
                            release(connection);
                          }
                        }));
  }

  /** The state at which the set holds. */
  public LedgerState state() {
    return state;
  }

  /**
   * Up to {@code count} more outputs, as whoever asks wants them; none at the end. They are made
   * and mapped on a worker thread: a page of them, in a service that has just started, would hold
   * up an event loop for seconds.
   */
  public <T> Future<T> next(int count, Function<List<UnspentOutput>, T> mapping) {
    // A cursor knows whether there is more only after its first read.
    if (begun && !cursor.hasMore()) {
      return Future.succeededFuture(mapping.apply(List.of()));
    }
    begun = true;
    return cursor
        .read(count)
        .compose(
            rows ->
                Vertx.currentContext().executeBlocking(() -> mapping.apply(outputs(rows)), false));
  }

  private static List<UnspentOutput> outputs(RowSet<Row> rows) {
    var outputs = new ArrayList<UnspentOutput>(rows.size());
    for (Row row : rows) {
      outputs.add(LedgerTransaction.unspent(row));
    }
    return List.copyOf(outputs);
  }

  /** Certificate of the last microblock; empty at genesis. */
  public Future<byte[]> certificate() {
    return connection
        .preparedQuery(CERTIFICATE)
        .execute(Tuple.of(state.sequence()))
        .map(
            rows ->
                rows.size() == 0
                    ? new byte[0]
                    : rows.iterator().next().getBuffer("certificate").getBytes());
  }

  /** Gives the connection back. */
  public void close() {
    release(connection);
  }

  private static Future<Optional<UtxoSnapshot>> open(SqlConnection connection) {
    return connection
        .query(BEGIN)
        .execute()
        .compose(_ -> connection.preparedQuery(StateRow.SELECT).execute())
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.empty())
                    : open(connection, StateRow.read(rows.iterator().next())));
  }

  private static Future<Optional<UtxoSnapshot>> open(SqlConnection connection, LedgerState state) {
    return connection
        .prepare(UTXOS)
        .map(statement -> Optional.of(new UtxoSnapshot(connection, state, statement.cursor())));
  }

  private static void release(SqlConnection connection) {
    // A connection that cannot even roll back is not reused: it is closed by its failure.
    connection.query("ROLLBACK").execute().onComplete(_ -> connection.close());
  }
}
