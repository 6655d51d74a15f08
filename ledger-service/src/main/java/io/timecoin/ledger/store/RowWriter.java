package io.timecoin.ledger.store;

import io.timecoin.ledger.chain.AddressEntry;
import io.timecoin.ledger.chain.LedgerRows;
import io.timecoin.ledger.chain.LedgerRows.BlockRow;
import io.timecoin.ledger.chain.LedgerRows.MicroblockRow;
import io.timecoin.ledger.chain.LedgerRows.SpendRow;
import io.timecoin.ledger.chain.LedgerRows.TransactionRow;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One statement per table, whatever the number of rows. The statements are sent one behind the
 * other without waiting, so a database transaction costs a few round trips only.
 */
final class RowWriter {
  private static final String MICROBLOCKS =
      """
      INSERT INTO microblock (sequence, digest, header, certificate, time_millis, first_number,
        transaction_count, body_bytes, applied_at_millis)
      SELECT *, $9::bigint FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[],
        $5::bigint[], $6::bigint[], $7::integer[], $8::integer[])
      """;
  private static final String BLOCKS =
      """
      INSERT INTO block (height, hash, header, coinbase_txid, coinbase, first_sequence,
        last_sequence, first_number, transaction_count, fees, time_millis)
      SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[],
        $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
      """;
  private static final String TRANSACTIONS =
      """
      INSERT INTO final_transaction (number, txid, wtxid, sequence, fee, raw)
      SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bigint[], $5::bigint[],
        $6::bytea[])
      """;
  private static final String SPENDS =
      """
      INSERT INTO spend (txid, output_index, spender_txid, sequence)
      SELECT * FROM unnest($1::bytea[], $2::integer[], $3::bytea[], $4::bigint[])
      """;
  private static final String CREATED_UTXOS =
      """
      INSERT INTO utxo (txid, output_index, value, script, sequence, coinbase)
      SELECT * FROM unnest($1::bytea[], $2::integer[], $3::bigint[], $4::bytea[], $5::bigint[],
        $6::boolean[])
      """;
  private static final String REMOVED_UTXOS =
      """
      DELETE FROM utxo u USING unnest($1::bytea[], $2::integer[]) AS gone (txid, output_index)
      WHERE u.txid = gone.txid AND u.output_index = gone.output_index
      """;
  private static final String ENTRIES =
      """
      INSERT INTO address_entry (sequence, ordinal, address, entry_number, credit, amount,
        balance_after, txid, outpoint_txid, outpoint_index)
      SELECT * FROM unnest($1::bigint[], $2::integer[], $3::text[], $4::bigint[], $5::boolean[],
        $6::bigint[], $7::bigint[], $8::bytea[], $9::bytea[], $10::integer[])
      """;
  private static final String BALANCES =
      """
      INSERT INTO address_balance (address, balance, utxo_count, last_entry)
      SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
      ON CONFLICT (address) DO UPDATE SET balance = excluded.balance,
        utxo_count = excluded.utxo_count, last_entry = excluded.last_entry
      """;

  private final SqlConnection connection;
  private final List<Future<?>> sent = new ArrayList<>();

  RowWriter(SqlConnection connection) {
    this.connection = connection;
  }

  /** Writes all rows; fails when a UTXO that must go was not there. */
  Future<Void> write(LedgerRows rows, long appliedAtMillis) {
    microblocks(rows.microblocks(), appliedAtMillis);
    blocks(rows.blocks());
    transactions(rows.transactions());
    spends(rows.spends());
    removedUtxos(rows.removedUtxos());
    createdUtxos(rows.createdUtxos());
    entries(rows.entries());
    balances(rows.balances());
    return Future.all(sent).mapEmpty();
  }

  private void microblocks(List<MicroblockRow> rows, long appliedAtMillis) {
    var columns =
        Tuple.tuple()
            .addValue(Columns.longs(rows, row -> row.microblock().sequence()))
            .addValue(Columns.hashes(rows, MicroblockRow::digest))
            .addValue(Columns.bytes(rows, row -> row.microblock().header().encode()))
            .addValue(
                Columns.bytes(rows, row -> row.microblock().certified().certificate().encode()))
            .addValue(Columns.longs(rows, row -> row.microblock().header().timeMillis()))
            .addValue(Columns.longs(rows, MicroblockRow::firstNumber))
            .addValue(Columns.ints(rows, row -> row.microblock().transactions().size()))
            .addValue(Columns.ints(rows, row -> row.microblock().bodyBytes()))
            .addValue(appliedAtMillis);
    send(MICROBLOCKS, rows, columns);
  }

  private void blocks(List<BlockRow> rows) {
    var columns =
        Tuple.tuple()
            .addValue(Columns.longs(rows, row -> row.header().height()))
            .addValue(Columns.hashes(rows, row -> row.header().hash()))
            .addValue(Columns.bytes(rows, row -> row.header().encode()))
            .addValue(Columns.hashes(rows, row -> row.coinbase().txid()))
            .addValue(Columns.bytes(rows, row -> row.coinbase().encode()))
            .addValue(Columns.longs(rows, row -> row.header().firstSequence()))
            .addValue(Columns.longs(rows, row -> row.header().lastSequence()))
            .addValue(Columns.longs(rows, BlockRow::firstNumber))
            .addValue(Columns.longs(rows, BlockRow::transactionCount))
            .addValue(Columns.longs(rows, BlockRow::fees))
            .addValue(Columns.longs(rows, BlockRow::timeMillis));
    send(BLOCKS, rows, columns);
  }

  private void transactions(List<TransactionRow> rows) {
    var columns =
        Tuple.tuple()
            .addValue(Columns.longs(rows, TransactionRow::number))
            .addValue(Columns.hashes(rows, row -> row.transaction().txid()))
            .addValue(Columns.hashes(rows, row -> row.transaction().wtxid()))
            .addValue(Columns.longs(rows, TransactionRow::sequence))
            .addValue(Columns.longs(rows, TransactionRow::fee))
            .addValue(Columns.bytes(rows, row -> row.transaction().encode()));
    send(TRANSACTIONS, rows, columns);
  }

  private void spends(List<SpendRow> rows) {
    var columns =
        Tuple.tuple()
            .addValue(Columns.hashes(rows, row -> row.outpoint().txid()))
            .addValue(Columns.ints(rows, row -> row.outpoint().index()))
            .addValue(Columns.hashes(rows, SpendRow::spender))
            .addValue(Columns.longs(rows, SpendRow::sequence));
    send(SPENDS, rows, columns);
  }

  private void createdUtxos(Collection<UnspentOutput> rows) {
    var columns =
        Tuple.tuple()
            .addValue(Columns.hashes(rows, row -> row.outpoint().txid()))
            .addValue(Columns.ints(rows, row -> row.outpoint().index()))
            .addValue(Columns.longs(rows, row -> row.output().value()))
            .addValue(Columns.bytes(rows, row -> row.output().script().toByteArray()))
            .addValue(Columns.longs(rows, UnspentOutput::sequence))
            .addValue(Columns.booleans(rows, UnspentOutput::coinbase));
    send(CREATED_UTXOS, rows, columns);
  }

  private void removedUtxos(Collection<OutPoint> rows) {
    if (rows.isEmpty()) {
      return;
    }
    var columns =
        Tuple.tuple()
            .addValue(Columns.hashes(rows, OutPoint::txid))
            .addValue(Columns.ints(rows, OutPoint::index));
    sent.add(
        connection
            .preparedQuery(REMOVED_UTXOS)
            .execute(columns)
            .compose(deleted -> allGone(deleted, rows.size())));
  }

  private void entries(List<AddressEntry> rows) {
    var columns =
        Tuple.tuple()
            .addValue(Columns.longs(rows, AddressEntry::sequence))
            .addValue(Columns.ints(rows, AddressEntry::ordinal))
            .addValue(Columns.texts(rows, AddressEntry::address))
            .addValue(Columns.longs(rows, AddressEntry::number))
            .addValue(Columns.booleans(rows, AddressEntry::credit))
            .addValue(Columns.longs(rows, AddressEntry::amount))
            .addValue(Columns.longs(rows, AddressEntry::balanceAfter))
            .addValue(Columns.hashes(rows, AddressEntry::txid))
            .addValue(Columns.hashes(rows, row -> row.outpoint().txid()))
            .addValue(Columns.ints(rows, row -> row.outpoint().index()));
    send(ENTRIES, rows, columns);
  }

  private void balances(Map<String, io.timecoin.ledger.chain.Balance> balances) {
    var rows = balances.entrySet();
    var columns =
        Tuple.tuple()
            .addValue(Columns.texts(rows, Map.Entry::getKey))
            .addValue(Columns.longs(rows, row -> row.getValue().amount()))
            .addValue(Columns.longs(rows, row -> row.getValue().utxoCount()))
            .addValue(Columns.longs(rows, row -> row.getValue().lastEntry()));
    send(BALANCES, rows, columns);
  }

  private void send(String statement, Collection<?> rows, Tuple columns) {
    if (!rows.isEmpty()) {
      sent.add(connection.preparedQuery(statement).execute(columns));
    }
  }

  private static Future<Void> allGone(RowSet<Row> deleted, int expected) {
    return deleted.rowCount() == expected
        ? Future.succeededFuture()
        : Future.failedFuture(
            new IllegalStateException(
                "%d of %d spent outputs were there".formatted(deleted.rowCount(), expected)));
  }
}
