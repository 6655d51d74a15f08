package io.timecoin.mempool.proposal;

import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/**
 * The answer to a {@link DraftRequest}; counts as the verdict "valid" on what consensus makes of
 * it.
 *
 * @param timeMillis the microblock's time, by which its transactions were judged
 * @param covered what a seal covers up to and including it, before the coinbase
 */
public record Draft(
    DraftRequest request, long timeMillis, List<Transaction> transactions, SealInputs covered)
    implements Answer {
  public Draft {
    transactions = List.copyOf(transactions);
  }

  @Override
  public long sequence() {
    return request.sequence();
  }
}
