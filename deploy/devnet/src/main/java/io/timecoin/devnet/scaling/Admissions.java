package io.timecoin.devnet.scaling;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;

/**
 * What the mempool's journal says of who came in. An entry that is old is written again with the
 * order it had, so only another order is another admission. Not thread-safe.
 */
final class Admissions {
  private final Map<ByteString, Long> orders = new HashMap<>();
  private long twice;

  /**
   * An admission in the journal.
   *
   * @param transaction with its signatures
   * @param order of arrival
   */
  void admitted(ByteString transaction, long order) {
    Long before = orders.putIfAbsent(transaction, order);
    if (before != null && before != order) {
      twice++;
    }
  }

  /** Transactions that came in. */
  int count() {
    return orders.size();
  }

  /** How often one came in that had been in before. */
  long twice() {
    return twice;
  }
}
