package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;
import java.util.function.Predicate;

/** Ends what has stayed too long (PROTOCOL §5.2, §5.4). */
final class Expiry {
  private final PoolLimits limits;
  private final TransactionPool pool;
  private final Orphanage orphanage;
  private final KeptAside keptAside;
  private final History history;
  private final ChangeLog log;

  Expiry(
      PoolLimits limits,
      TransactionPool pool,
      Orphanage orphanage,
      KeptAside keptAside,
      History history,
      ChangeLog log) {
    this.limits = limits;
    this.pool = pool;
    this.orphanage = orphanage;
    this.keptAside = keptAside;
    this.history = history;
    this.log = log;
  }

  /**
   * Ends all whose time is over.
   *
   * @param held txids that stay nevertheless
   */
  void expire(long nowMillis, Predicate<Hash256> held) {
    List<PoolEntry> old =
        pool.entries().stream()
            .filter(entry -> entry.sinceMillis() + limits.expiry().toMillis() <= nowMillis)
            .filter(entry -> !held.test(entry.txid()))
            .toList();
    for (PoolEntry entry : old) {
      // It may have left as a descendant of one before it.
      if (pool.byTxid(entry.txid()).isPresent()) {
        log.left(pool.removeWithDescendants(entry), new Outcome.Expired(), nowMillis);
      }
    }
    for (Orphan orphan : orphanage.expire(nowMillis)) {
      log.denied(orphan.submission(), orphan.reason(), nowMillis);
    }
    keptAside.expire(nowMillis);
    pool.expirePriorities(nowMillis);
    history.expire(nowMillis);
  }
}
