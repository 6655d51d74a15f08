package io.timecoin.mempool.pool;

import io.timecoin.protocol.crypto.Hash256;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the operator adds to the ranks of transactions, in satoshi: for proposals of this node and
 * for whom it evicts, as if that much more or less were paid. Nobody's fee changes by it, nor who
 * is let in. Known by txid, whether the transaction is here or not. Bounded so that no sum of
 * ranked fees overflows: all of them together move one by at most 10^17 satoshi.
 */
public final class Priorities {
  /** Transactions with one; what comes beyond has no effect. */
  public static final int MOST = 10_000;

  /** Satoshi of one transaction, up or down: 100,000 TIME. */
  public static final long LARGEST = 10_000_000_000_000L;

  /** How long after its last change one counts: no less than the longest stay in the pool. */
  public static final Duration AGE = Duration.ofHours(3);

  /** Changes remembered, so that one that comes again changes nothing. */
  private static final int CHANGES = 100_000;

  private record Priority(long satoshi, long changedAtMillis) {}

  /** The one that was changed first stands first. */
  private final Map<Hash256, Priority> byTxid = new LinkedHashMap<>();

  private final ExpiringCache<Long, Boolean> changes = new ExpiringCache<>(CHANGES, AGE);

  /** What is added to the rank of a transaction; 0 if nothing is. */
  public long of(Hash256 txid) {
    Priority priority = byTxid.get(txid);
    return priority == null ? 0 : priority.satoshi();
  }

  /** All of them, in satoshi. */
  public Map<Hash256, Long> all() {
    Map<Hash256, Long> all = new LinkedHashMap<>();
    byTxid.forEach((txid, priority) -> all.put(txid, priority.satoshi()));
    return all;
  }

  public int size() {
    return byTxid.size();
  }

  /**
   * Adds to what there is; the sum stays within {@link #LARGEST}.
   *
   * @param change names this change: again it adds nothing
   * @return by how much the rank changes
   */
  long add(long change, Hash256 txid, long satoshi, long nowMillis) {
    boolean known = changes.find(change, nowMillis).isPresent();
    if (known || (!byTxid.containsKey(txid) && byTxid.size() >= MOST)) {
      return 0;
    }
    changes.put(change, true, nowMillis);
    Priority before = byTxid.remove(txid);
    long old = before == null ? 0 : before.satoshi();
    long added = Math.clamp(satoshi, -2 * LARGEST, 2 * LARGEST);
    long sum = Math.clamp(old + added, -LARGEST, LARGEST);
    if (sum != 0) {
      byTxid.put(txid, new Priority(sum, nowMillis));
    }
    return sum - old;
  }

  void remove(Hash256 txid) {
    byTxid.remove(txid);
  }

  /** Forgets what was changed last so long ago, and gives it. */
  Map<Hash256, Long> expire(long nowMillis) {
    changes.expire(nowMillis);
    Map<Hash256, Long> expired = new LinkedHashMap<>();
    Iterator<Map.Entry<Hash256, Priority>> oldest = byTxid.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Hash256, Priority> next = oldest.next();
      if (next.getValue().changedAtMillis() + AGE.toMillis() > nowMillis) {
        break;
      }
      expired.put(next.getKey(), next.getValue().satoshi());
      oldest.remove();
    }
    return expired;
  }
}
