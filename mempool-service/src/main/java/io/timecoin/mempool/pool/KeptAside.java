package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Provenance;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Transactions that are refused here but that others may propose, mostly rivals of one in the pool
 * (PROTOCOL §5.1): a proposal that contains one needs no fetch. The oldest leaves first, and a peer
 * pushes out only its own beyond its share.
 */
final class KeptAside {
  private record Kept(Transaction transaction, Object holder, long sinceMillis) {}

  private final PoolLimits limits;
  private final Map<Hash256, Kept> byWtxid = new LinkedHashMap<>();
  private final Map<Object, Integer> perHolder = new HashMap<>();
  private long bytes;

  KeptAside(PoolLimits limits) {
    this.limits = limits;
  }

  void add(Transaction transaction, Provenance provenance, long nowMillis) {
    Object holder = provenance.origin().getPeer();
    int share =
        provenance.origin().getPeer().isEmpty()
            ? limits.keptAside()
            : limits.keptAside() / PoolLimits.PEER_SHARE;
    if (byWtxid.containsKey(transaction.wtxid()) || perHolder.getOrDefault(holder, 0) >= share) {
      return;
    }
    byWtxid.put(transaction.wtxid(), new Kept(transaction, holder, nowMillis));
    perHolder.merge(holder, 1, Integer::sum);
    bytes += transaction.size();
    while (byWtxid.size() > limits.keptAside() || bytes > limits.keptAsideBytes()) {
      remove(byWtxid.keySet().iterator().next());
    }
  }

  Optional<Transaction> find(Hash256 wtxid) {
    return Optional.ofNullable(byWtxid.get(wtxid)).map(Kept::transaction);
  }

  void remove(Hash256 wtxid) {
    Kept kept = byWtxid.remove(wtxid);
    if (kept != null) {
      bytes -= kept.transaction().size();
      perHolder.computeIfPresent(kept.holder(), (_, n) -> n == 1 ? null : n - 1);
    }
  }

  void expire(long nowMillis) {
    while (!byWtxid.isEmpty()) {
      Kept oldest = byWtxid.values().iterator().next();
      if (oldest.sinceMillis() + limits.keptAsideAge().toMillis() > nowMillis) {
        break;
      }
      remove(oldest.transaction().wtxid());
    }
  }

  int size() {
    return byWtxid.size();
  }

  void clear() {
    byWtxid.clear();
    perHolder.clear();
    bytes = 0;
  }
}
