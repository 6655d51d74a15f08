package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Provenance;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Transactions that are refused here but that others may propose, mostly rivals of one in the pool
 * (PROTOCOL §5.1): a proposal that contains one needs no fetch. The oldest leaves first, and a peer
 * pushes out only its own beyond its share.
 */
final class KeptAside {
  private record Kept(Transaction transaction, Provenance provenance, long sinceMillis) {}

  private final PoolLimits limits;
  private final Map<Hash256, Kept> byWtxid = new LinkedHashMap<>();
  private final HolderShares shares;

  KeptAside(PoolLimits limits) {
    this.limits = limits;
    this.shares = new HolderShares(limits.keptAside(), limits.keptAsideBytes());
  }

  void add(Transaction transaction, Provenance provenance, long nowMillis) {
    Hash256 wtxid = transaction.wtxid();
    if (byWtxid.containsKey(wtxid)) {
      return;
    }
    while (!shares.isWithinShare(provenance, transaction.size())) {
      remove(shares.oldestOf(provenance).orElseThrow());
    }
    while (!shares.hasRoom(transaction.size())) {
      remove(byWtxid.keySet().iterator().next());
    }
    byWtxid.put(wtxid, new Kept(transaction, provenance, nowMillis));
    shares.add(wtxid, provenance, transaction.size());
  }

  Optional<Transaction> find(Hash256 wtxid) {
    return Optional.ofNullable(byWtxid.get(wtxid)).map(Kept::transaction);
  }

  void remove(Hash256 wtxid) {
    Kept kept = byWtxid.remove(wtxid);
    if (kept != null) {
      shares.remove(wtxid, kept.provenance());
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
    shares.clear();
  }
}
