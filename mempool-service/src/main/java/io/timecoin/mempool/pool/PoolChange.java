package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;

/** What the pool has decided, in order, for whoever makes it durable and tells it. */
public sealed interface PoolChange {

  /**
   * A transaction is in: durable in the journal before anybody hears of it.
   *
   * @param news whether this copy has never been in the pool before, so that peers are told of it
   */
  record Entered(PoolEntry entry, boolean news) implements PoolChange {}

  /** A transaction that was in has left: journal and status. */
  record Left(StatusNotice notice) implements PoolChange {}

  /** A transaction waits for an unknown input: durable in the journal, told on demand only. */
  record Waits(Transaction transaction, long sinceMillis, Provenance provenance)
      implements PoolChange {}

  /** One that waited waits no more, and did not come in: journal and status. */
  record Waited(StatusNotice notice) implements PoolChange {}

  /** Somebody gets an answer; the pool is as before. */
  record Told(StatusNotice notice) implements PoolChange {}

  /** Only the ledger can say whether a final transaction has spent this one's input. */
  record SpenderWanted(Hash256 wtxid, int inputIndex, OutPoint outpoint) implements PoolChange {}
}
