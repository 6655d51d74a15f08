package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Optional;

/** Brings back what was in the pool in another life of this service, or concludes it. */
public final class Recovery {
  private final AdmissionRules rules;
  private final TransactionPool pool;
  private final History history;
  private final ChangeLog log;

  Recovery(AdmissionRules rules, TransactionPool pool, History history, ChangeLog log) {
    this.rules = rules;
    this.pool = pool;
    this.history = history;
    this.log = log;
  }

  /**
   * Takes in what was in the pool before, by the rules but without the pool's limits; nobody is
   * told.
   *
   * @return why it cannot be in the pool; empty if it is
   */
  public Optional<Refusal> readmit(
      Transaction transaction,
      long order,
      long sinceMillis,
      Provenance provenance,
      AdmissionTime time) {
    if (pool.byTxid(transaction.txid()).isPresent()) {
      return Optional.empty();
    }
    return switch (rules.judge(transaction, time, false)) {
      case Admission.Allowed(long fee, _) -> {
        pool.add(transaction, fee, order, sinceMillis, provenance);
        yield Optional.empty();
      }
      case Admission.Orphaned(Refusal reason, _) -> Optional.of(reason);
      case Admission.Denied(Refusal refusal, _) -> Optional.of(refusal);
    };
  }

  /** Takes out what another instance has let go; nobody is told. */
  public void withdraw(Hash256 wtxid) {
    pool.byWtxid(wtxid).ifPresent(pool::removeWithDescendants);
  }

  /**
   * The end of a transaction that could not be brought back.
   *
   * @param notice with its txid
   */
  public void conclude(StatusNotice notice, long nowMillis) {
    log.left(notice, nowMillis);
  }

  /** Tells the end of a transaction that left the pool when nobody could tell it. */
  public void concludeAgain(StatusNotice notice) {
    log.leftEarlier(notice);
  }

  /** Another instance has let it go for this reason; nobody is told. */
  public void remember(StatusNotice notice, long nowMillis) {
    history.ended(notice.txid().orElseThrow(), notice, nowMillis);
  }

  /** Another instance has refused one that waited; nobody is told. */
  public void rememberRefused(StatusNotice notice, long nowMillis) {
    history.refused(notice, nowMillis);
  }

  /** Tells once more what has been decided and may not have been heard. */
  public void tellAgain(StatusNotice notice) {
    log.told(notice);
  }

  /** How a copy that was in the pool or waited has ended, if it is remembered. */
  public Optional<StatusNotice> endOfCopy(Hash256 wtxid, long nowMillis) {
    return history.lastOfCopy(wtxid, nowMillis);
  }
}
