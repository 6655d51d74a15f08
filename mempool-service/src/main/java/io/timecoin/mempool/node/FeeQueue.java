package io.timecoin.mempool.node;

import io.timecoin.mempool.fees.Queued;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.pool.TransactionPool;
import java.util.Iterator;

/** The pool as whoever estimates fees sees it: read only as far as it is looked at. */
record FeeQueue(TransactionPool pool) implements Iterable<Queued> {
  @Override
  public Iterator<Queued> iterator() {
    Iterator<PoolEntry> entries = pool.bestFirst().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Queued next() {
        PoolEntry next = entries.next();
        return new Queued(next.rankPerKilobyte(), next.size(), next.sinceMillis());
      }
    };
  }
}
