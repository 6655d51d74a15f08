package io.timecoin.protocol.block;

import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/**
 * A header with the transactions in its order; whether they belong together, PROTOCOL §6.2 says.
 */
public record Microblock(MicroblockHeader header, List<Transaction> transactions) {

  public Microblock {
    transactions = List.copyOf(transactions);
  }
}
