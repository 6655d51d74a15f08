package io.timecoin.ledger.store;

import io.timecoin.ledger.chain.AddressEntry;
import io.timecoin.ledger.chain.LedgerRows.BlockRow;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The publisher's reads; each blocks its thread. Applied rows never change: no snapshot needed. */
@ApplicationScoped
public class EventSource {
  private static final String DIGESTS =
      "SELECT sequence, digest FROM microblock WHERE sequence BETWEEN $1 AND $2";
  private static final String BLOCKS =
      """
      SELECT header, coinbase, first_number, transaction_count, fees, time_millis FROM block
      WHERE last_sequence BETWEEN $1 AND $2 ORDER BY last_sequence
      """;
  private static final String ENTRIES =
      """
      SELECT sequence, ordinal, address, entry_number, credit, amount, balance_after, txid,
        outpoint_txid, outpoint_index
      FROM address_entry WHERE sequence BETWEEN $1 AND $2 ORDER BY sequence, ordinal
      """;

  private final Pool pool;
  private final LedgerStore store;
  private final Duration deadline;

  @Inject
  public EventSource(Pool pool, LedgerStore store, LedgerConfig config) {
    this.pool = pool;
    this.store = store;
    this.deadline = config.databaseDeadline();
  }

  /** The last applied sequence; -1 before genesis. */
  public long appliedSequence() throws InterruptedException {
    return store.state().map(LedgerState::sequence).orElse(-1L);
  }

  /** What belongs to the sequences {@code from} to {@code to}, all of them applied. */
  public PublishedRows rows(long from, long to) throws InterruptedException {
    return new PublishedRows(
        digests(query(DIGESTS, from, to)),
        blocks(query(BLOCKS, from, to)),
        entries(query(ENTRIES, from, to)));
  }

  private RowSet<Row> query(String statement, long from, long to) throws InterruptedException {
    return Answer.of(pool.preparedQuery(statement).execute(Tuple.of(from, to)), deadline);
  }

  private static Map<Long, Hash256> digests(RowSet<Row> rows) {
    var digests = HashMap.<Long, Hash256>newHashMap(rows.size());
    rows.forEach(
        row -> digests.put(row.getLong("sequence"), Columns.hash(row.getBuffer("digest"))));
    return digests;
  }

  private static List<BlockRow> blocks(RowSet<Row> rows) {
    var blocks = new ArrayList<BlockRow>(rows.size());
    for (Row row : rows) {
      try {
        blocks.add(
            new BlockRow(
                BlockHeader.decode(row.getBuffer("header").getBytes()),
                Transaction.decode(row.getBuffer("coinbase").getBytes()),
                row.getLong("first_number"),
                row.getLong("transaction_count"),
                row.getLong("fees"),
                row.getLong("time_millis")));
      } catch (DecodeException e) {
        throw new IllegalStateException("a row of block is damaged", e);
      }
    }
    return blocks;
  }

  private static List<AddressEntry> entries(RowSet<Row> rows) {
    var entries = new ArrayList<AddressEntry>(rows.size());
    for (Row row : rows) {
      entries.add(
          new AddressEntry(
              row.getLong("sequence"),
              row.getInteger("ordinal"),
              row.getString("address"),
              row.getLong("entry_number"),
              row.getBoolean("credit"),
              row.getLong("amount"),
              row.getLong("balance_after"),
              Columns.hash(row.getBuffer("txid")),
              new OutPoint(
                  Columns.hash(row.getBuffer("outpoint_txid")), row.getInteger("outpoint_index"))));
    }
    return entries;
  }
}
