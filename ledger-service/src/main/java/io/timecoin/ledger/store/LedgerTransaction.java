package io.timecoin.ledger.store;

import io.timecoin.ledger.chain.Balance;
import io.timecoin.ledger.chain.LedgerRows;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The database transaction of the writer: reads what a batch needs, then writes it. Blocks its
 * thread; see {@link LedgerStore#write}.
 */
public final class LedgerTransaction {
  private static final String OUTPUTS =
      """
      SELECT u.txid, u.output_index, u.value, u.script, u.sequence, u.coinbase
      FROM unnest($1::bytea[], $2::integer[]) AS wanted (txid, output_index)
      JOIN utxo u ON u.txid = wanted.txid AND u.output_index = wanted.output_index
      """;
  private static final String BALANCES =
      """
      SELECT address, balance, utxo_count, last_entry FROM address_balance
      WHERE address = ANY ($1::text[])
      """;
  private static final String DIGESTS =
      "SELECT sequence, digest FROM microblock WHERE sequence = ANY ($1::bigint[])";

  private final SqlConnection connection;
  private final Duration deadline;

  LedgerTransaction(SqlConnection connection, Duration deadline) {
    this.connection = connection;
    this.deadline = deadline;
  }

  /** Where the ledger stands, held against every other writer; empty before genesis. */
  public Optional<LedgerState> lockState() throws InterruptedException {
    Answer.of(connection.preparedQuery(StateRow.LOCK).execute(), deadline);
    RowSet<Row> rows = Answer.of(connection.preparedQuery(StateRow.SELECT).execute(), deadline);
    return rows.size() == 0 ? Optional.empty() : Optional.of(StateRow.read(rows.iterator().next()));
  }

  /** The unspent ones among these outpoints. */
  public Map<OutPoint, UnspentOutput> outputs(Collection<OutPoint> outpoints)
      throws InterruptedException {
    var found = HashMap.<OutPoint, UnspentOutput>newHashMap(outpoints.size());
    if (outpoints.isEmpty()) {
      return found;
    }
    var columns =
        Tuple.tuple()
            .addValue(Columns.hashes(outpoints, OutPoint::txid))
            .addValue(Columns.ints(outpoints, OutPoint::index));
    for (Row row : Answer.of(connection.preparedQuery(OUTPUTS).execute(columns), deadline)) {
      UnspentOutput output = unspent(row);
      found.put(output.outpoint(), output);
    }
    return found;
  }

  /** The balances of those addresses that were ever paid. */
  public Map<String, Balance> balances(Collection<String> addresses) throws InterruptedException {
    var found = HashMap.<String, Balance>newHashMap(addresses.size());
    var columns = Tuple.tuple().addValue(addresses.toArray(String[]::new));
    for (Row row : Answer.of(connection.preparedQuery(BALANCES).execute(columns), deadline)) {
      found.put(
          row.getString("address"),
          new Balance(
              row.getLong("balance"), row.getLong("utxo_count"), row.getLong("last_entry")));
    }
    return found;
  }

  /** The digests of those sequences that are applied. */
  public Map<Long, Hash256> digests(Collection<Long> sequences) throws InterruptedException {
    var found = HashMap.<Long, Hash256>newHashMap(sequences.size());
    var columns = Tuple.tuple().addValue(sequences.toArray(Long[]::new));
    for (Row row : Answer.of(connection.preparedQuery(DIGESTS).execute(columns), deadline)) {
      found.put(row.getLong("sequence"), Columns.hash(row.getBuffer("digest")));
    }
    return found;
  }

  /** Writes a batch and the state after it. */
  public void write(LedgerRows rows, LedgerState after, long appliedAtMillis)
      throws InterruptedException {
    var written = new RowWriter(connection).write(rows, appliedAtMillis);
    var updated = connection.preparedQuery(StateRow.UPDATE).execute(StateRow.write(after));
    Answer.of(written, deadline);
    Answer.of(updated, deadline);
  }

  /** Writes genesis; a constraint refuses it where a state is already. */
  public void writeGenesis(LedgerRows rows, LedgerState state, long appliedAtMillis)
      throws InterruptedException {
    var written = new RowWriter(connection).write(rows, appliedAtMillis);
    var inserted = connection.preparedQuery(StateRow.INSERT).execute(StateRow.write(state));
    Answer.of(written, deadline);
    Answer.of(inserted, deadline);
  }

  static UnspentOutput unspent(Row row) {
    return new UnspentOutput(
        new OutPoint(Columns.hash(row.getBuffer("txid")), row.getInteger("output_index")),
        new Output(row.getLong("value"), ByteString.of(row.getBuffer("script").getBytes())),
        row.getLong("sequence"),
        row.getBoolean("coinbase"));
  }
}
