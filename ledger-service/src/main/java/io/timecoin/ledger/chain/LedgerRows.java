package io.timecoin.ledger.chain;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Everything that one database transaction adds to and takes from the tables. */
public record LedgerRows(
    List<MicroblockRow> microblocks,
    List<BlockRow> blocks,
    List<TransactionRow> transactions,
    List<SpendRow> spends,
    Collection<UnspentOutput> createdUtxos,
    Collection<OutPoint> removedUtxos,
    List<AddressEntry> entries,
    Map<String, Balance> balances) {

  /** Rows in all, for the operator's figures. */
  public long count() {
    return (long) microblocks.size()
        + blocks.size()
        + transactions.size()
        + spends.size()
        + createdUtxos.size()
        + removedUtxos.size()
        + entries.size()
        + balances.size();
  }

  /**
   * An applied microblock.
   *
   * @param firstNumber of its transactions
   */
  public record MicroblockRow(StreamedMicroblock microblock, Hash256 digest, long firstNumber) {}

  /**
   * A sealed block, or genesis.
   *
   * @param firstNumber of its transactions, the coinbase not counted
   * @param timeMillis of the sealing microblock
   */
  public record BlockRow(
      BlockHeader header,
      Transaction coinbase,
      long firstNumber,
      long transactionCount,
      long fees,
      long timeMillis) {}

  /** A final transaction but a coinbase. */
  public record TransactionRow(long number, Transaction transaction, long sequence, long fee) {}

  /** Who spent an outpoint. */
  public record SpendRow(OutPoint outpoint, Hash256 spender, long sequence) {}
}
