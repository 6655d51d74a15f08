package io.timecoin.ledger.chain;

import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/**
 * What a final transaction does to the UTXO set.
 *
 * @param fee satoshi; 0 for a coinbase
 * @param spent in the order of its inputs
 * @param created in the order of its outputs, without those that are no UTXO
 */
record TransactionEffect(
    Transaction transaction, long fee, List<UnspentOutput> spent, List<UnspentOutput> created) {

  /** A coinbase, or the allocations of genesis. */
  static TransactionEffect ofCoinbase(Transaction coinbase, long sequence) {
    return new TransactionEffect(
        coinbase, 0, List.of(), UnspentOutput.createdBy(coinbase, sequence, true));
  }
}
