package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The newest transactions by txid and by the wtxid of every copy, bounded in number and age. Not
 * thread-safe.
 */
final class TrackingCache {
  private final int capacity;
  private final long ageMillis;

  /** In order of their last change, oldest first. */
  private final SequencedMap<Hash256, TrackedTransaction> byTxid = new LinkedHashMap<>();

  private final Map<Hash256, TrackedTransaction> byWtxid = new HashMap<>();

  TrackingCache(int capacity, Duration age) {
    this.capacity = capacity;
    this.ageMillis = age.toMillis();
  }

  int size() {
    return byTxid.size();
  }

  Optional<TrackedTransaction> byTxid(Hash256 txid) {
    return Optional.ofNullable(byTxid.get(txid));
  }

  Optional<TrackedTransaction> byWtxid(Hash256 wtxid) {
    return Optional.ofNullable(byWtxid.get(wtxid));
  }

  /** The transaction as the newest one; made when it is unknown. */
  TrackedTransaction touch(Hash256 txid, Hash256 wtxid, long nowMillis) {
    TrackedTransaction found = byTxid.get(txid);
    TrackedTransaction transaction = found == null ? new TrackedTransaction(txid, wtxid) : found;
    transaction.changed(nowMillis);
    // Moves the entry that is there, with its key, and leaves the collector nothing.
    byTxid.putLast(transaction.txid(), transaction);
    shrink(nowMillis);
    return transaction;
  }

  /** One copy; made when it is unknown. */
  TrackedCopy copy(TrackedTransaction transaction, Hash256 wtxid) {
    return transaction
        .copy(wtxid)
        .orElseGet(
            () -> {
              if (transaction.copies().size() == TrackedTransaction.MAX_COPIES) {
                byWtxid.remove(transaction.copies().removeFirst().wtxid());
              }
              var copy = new TrackedCopy(wtxid);
              transaction.copies().add(copy);
              byWtxid.put(wtxid, transaction);
              return copy;
            });
  }

  /** Forgets a copy, and the transaction with its last one unless more is known of it. */
  void forget(TrackedTransaction transaction, TrackedCopy copy) {
    transaction.copies().remove(copy);
    byWtxid.remove(copy.wtxid());
    if (transaction.copies().isEmpty() && !transaction.ofAllCopies().state().isOfAllCopies()) {
      byTxid.remove(transaction.txid());
    }
  }

  private void shrink(long nowMillis) {
    Iterator<TrackedTransaction> oldest = byTxid.values().iterator();
    while (oldest.hasNext()) {
      TrackedTransaction transaction = oldest.next();
      if (byTxid.size() <= capacity && nowMillis - transaction.changedAt() <= ageMillis) {
        return;
      }
      oldest.remove();
      transaction.copies().forEach(copy -> byWtxid.remove(copy.wtxid()));
    }
  }
}
