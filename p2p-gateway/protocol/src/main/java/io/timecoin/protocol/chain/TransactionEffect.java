package io.timecoin.protocol.chain;

import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/**
 * What one transaction of a microblock does to the UTXO set.
 *
 * @param fee satoshi; 0 for a coinbase
 * @param spent in the order of its inputs
 * @param created without memos
 */
public record TransactionEffect(
    Transaction transaction, long fee, List<UnspentOutput> spent, List<UnspentOutput> created) {

  public TransactionEffect {
    spent = List.copyOf(spent);
    created = List.copyOf(created);
  }

  /** What a sealing microblock's coinbase does. */
  public static TransactionEffect ofCoinbase(Transaction coinbase, long sequence) {
    return new TransactionEffect(
        coinbase, 0, List.of(), UnspentOutput.createdBy(coinbase, sequence, true));
  }
}
