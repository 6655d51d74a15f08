package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * The newest transactions by txid and by the wtxid of every copy, bounded in number and age: the
 * few that have not settled as objects, the very many that have in {@link SettledTransactions}.
 * Whoever changes one {@linkplain #keep keeps} it. Not thread-safe.
 */
final class TrackingCache {
  private final int capacity;
  private final long ageMillis;

  /** Those that have not settled, in order of their last change, oldest first. */
  private final SequencedMap<Hash256, TrackedTransaction> byTxid = new LinkedHashMap<>();

  private final Map<Hash256, TrackedTransaction> byWtxid = new HashMap<>();
  private final SettledTransactions settled;

  TrackingCache(int capacity, Duration age, RandomGenerator random) {
    this.capacity = capacity;
    this.ageMillis = age.toMillis();
    this.settled = new SettledTransactions(capacity, random);
  }

  int size() {
    return byTxid.size() + settled.size();
  }

  Optional<TrackedTransaction> byTxid(Hash256 txid) {
    return Optional.ofNullable(byTxid.get(txid)).or(() -> settled.byTxid(txid));
  }

  Optional<TrackedTransaction> byWtxid(Hash256 wtxid) {
    return Optional.ofNullable(byWtxid.get(wtxid)).or(() -> settled.byWtxid(wtxid));
  }

  /** The transaction; made when it is unknown. */
  TrackedTransaction open(Hash256 txid, Hash256 wtxid) {
    return byTxid(txid).orElseGet(() -> new TrackedTransaction(txid, wtxid));
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
              return copy;
            });
  }

  /** Keeps what was changed: as the newest one, or in its place where it had settled before. */
  void keep(TrackedTransaction transaction, long nowMillis) {
    transaction.changed(nowMillis);
    transaction
        .settled()
        .ifPresentOrElse(
            end -> {
              byTxid.remove(transaction.txid());
              byWtxid.remove(end.wtxid());
              settled.put(transaction, end);
            },
            () -> {
              settled.remove(transaction.txid());
              // Moves the entry that is there, with its key, and leaves the collector nothing.
              byTxid.putLast(transaction.txid(), transaction);
              transaction.copies().forEach(copy -> byWtxid.put(copy.wtxid(), transaction));
            });
    shrink(nowMillis);
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
    while (size() > 0) {
      TrackedTransaction first = byTxid.isEmpty() ? null : byTxid.firstEntry().getValue();
      long firstChangedAt = first == null ? Long.MAX_VALUE : first.changedAt();
      long oldest = Math.min(firstChangedAt, settled.oldestChangedAt());
      if (size() <= capacity && nowMillis - oldest <= ageMillis) {
        return;
      }
      // Of equals what has settled: the ledger knows it, too.
      if (settled.oldestChangedAt() <= firstChangedAt) {
        settled.removeOldest();
      } else {
        byTxid.remove(first.txid());
        first.copies().forEach(copy -> byWtxid.remove(copy.wtxid()));
      }
    }
  }
}
