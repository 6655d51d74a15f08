package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Optional;

/** What the finality of a transaction does to everything that is not final (PROTOCOL §5.1). */
public final class Settlement {
  private final TransactionPool pool;
  private final Orphanage orphanage;
  private final KeptAside keptAside;
  private final History history;
  private final ChangeLog log;

  Settlement(
      TransactionPool pool,
      Orphanage orphanage,
      KeptAside keptAside,
      History history,
      ChangeLog log) {
    this.pool = pool;
    this.orphanage = orphanage;
    this.keptAside = keptAside;
    this.history = history;
    this.log = log;
  }

  /** A final transaction takes its inputs from whoever holds them here (PROTOCOL §5.1). */
  public void yieldTo(Transaction winner, long sequence, long nowMillis) {
    var aborted = new Outcome.Aborted(winner.txid(), sequence);
    for (Input input : winner.inputs()) {
      pool.ownerOf(input.outpoint())
          .filter(owner -> !owner.txid().equals(winner.txid()))
          .ifPresent(loser -> log.left(pool.removeWithDescendants(loser), aborted, nowMillis));
    }
  }

  /** A transaction is final, and the table holds what it created. */
  public void settle(Transaction transaction, long sequence, long nowMillis) {
    var isFinal = new Outcome.Final(sequence);
    Optional<PoolEntry> entry = pool.byTxid(transaction.txid());
    if (entry.isPresent()) {
      pool.removeFinal(entry.get());
      log.left(entry.get().notice(isFinal, nowMillis), nowMillis);
      return;
    }
    Optional<Orphan> orphan = orphanage.remove(transaction.wtxid());
    boolean known =
        orphan.isPresent()
            || keptAside.find(transaction.wtxid()).isPresent()
            || history.last(transaction.txid(), nowMillis).isPresent();
    keptAside.remove(transaction.wtxid());
    var notice =
        new StatusNotice(
            Optional.of(transaction.txid()),
            transaction.wtxid(),
            orphan.map(Orphan::provenance).orElse(Provenance.UNKNOWN),
            0,
            nowMillis,
            isFinal);
    history.ended(transaction.txid(), notice, nowMillis);
    if (known) {
      log.told(notice);
    }
  }
}
