package io.timecoin.mempool.bodies;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transactions of the newest final microblocks, for members that still judge them and ask for
 * what they lack (PROTOCOL §6.3). Older ones are the ledger's.
 */
final class FinalBodies {
  /** Some seconds under load. */
  private static final int MOST_MICROBLOCKS = 32;

  /** Four of the largest. */
  private static final long MOST_BYTES = 16L << 20;

  private record Decided(List<Transaction> transactions, long bytes) {}

  private final Deque<Decided> newestLast = new ArrayDeque<>();
  private final Map<Hash256, Transaction> byWtxid = new HashMap<>();
  private long bytes;

  void add(List<Transaction> transactions) {
    var decided =
        new Decided(transactions, transactions.stream().mapToLong(Transaction::size).sum());
    newestLast.addLast(decided);
    bytes += decided.bytes();
    transactions.forEach(transaction -> byWtxid.put(transaction.wtxid(), transaction));
    while (newestLast.size() > MOST_MICROBLOCKS || bytes > MOST_BYTES) {
      Decided oldest = newestLast.removeFirst();
      bytes -= oldest.bytes();
      oldest.transactions().forEach(transaction -> byWtxid.remove(transaction.wtxid()));
    }
  }

  Optional<Transaction> find(Hash256 wtxid) {
    return Optional.ofNullable(byWtxid.get(wtxid));
  }
}
