package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.mempool.utxo.UtxoTable;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Everything that is not final: the pool, the orphans, what is kept aside and what became of the
 * rest. It decides by the rules and notes each decision as a {@link PoolChange}; {@link #drain}
 * hands them over. One thread at a time.
 */
public final class Mempool {
  private final PoolLimits limits;
  private final FeeFloor floor = new FeeFloor();
  private final TransactionPool pool;
  private final AdmissionRules rules;
  private final Orphanage orphanage;
  private final KeptAside keptAside;
  private final History history;
  private List<PoolChange> changes = new ArrayList<>();

  public Mempool(PoolLimits limits, StatefulRules rules, UtxoTable table) {
    this.limits = limits;
    this.pool = new TransactionPool(table);
    this.rules = new AdmissionRules(rules, pool, limits, floor);
    this.orphanage = new Orphanage(limits);
    this.keptAside = new KeptAside(limits);
    this.history = new History(limits);
  }

  /** The pool itself, to read. */
  public TransactionPool pool() {
    return pool;
  }

  public PoolLimits limits() {
    return limits;
  }

  public int orphans() {
    return orphanage.size();
  }

  public int keptAside() {
    return keptAside.size();
  }

  /** Satoshi per 1,000 bytes that a newcomer pays at least. */
  public long floorPerKilobyte(long nowMillis) {
    return floor.at(nowMillis);
  }

  /** The lowest offset of tx.verified whose transactions have no answer yet but to wait. */
  public OptionalLong lowestWaitingOffset() {
    return orphanage.lowestOffset();
  }

  /** The decisions since the last call, in order. */
  public List<PoolChange> drain() {
    List<PoolChange> drained = changes;
    changes = new ArrayList<>();
    return drained;
  }

  /** The bytes behind a wtxid, wherever they are kept. */
  public Optional<Transaction> body(Hash256 wtxid) {
    return pool.byWtxid(wtxid)
        .map(PoolEntry::transaction)
        .or(() -> orphanage.find(wtxid).map(Orphan::transaction))
        .or(() -> keptAside.find(wtxid));
  }

  /** The last that was told of a transaction. */
  public Optional<StatusNotice> lastNotice(Hash256 txid, long nowMillis) {
    return pool.byTxid(txid)
        .map(entry -> entry.notice(new Outcome.Accepted(entry.fee()), 0))
        .or(() -> history.last(txid, nowMillis));
  }

  /** A verifier has refused a copy; another copy that is accepted or final speaks for it (§4.4). */
  public void refuse(
      Optional<Hash256> txid,
      Hash256 wtxid,
      Provenance provenance,
      Refusal refusal,
      long nowMillis) {
    txid.flatMap(known -> acceptedOrFinal(known, nowMillis))
        .or(() -> history.remembered(wtxid, nowMillis))
        .ifPresentOrElse(
            notice -> tell(notice.toldOf(wtxid, provenance)),
            () ->
                reject(
                    new StatusNotice(txid, wtxid, provenance, 0, 0, new Outcome.Rejected(refusal)),
                    nowMillis));
  }

  /** Judges a transaction, and then every orphan that its admission releases. */
  public void submit(Submission submission, AdmissionTime time) {
    Hash256 wtxid = submission.wtxid();
    acceptedOrFinal(submission.txid(), time.nowMillis())
        .or(() -> orphanage.find(wtxid).map(Mempool::waiting))
        .ifPresentOrElse(
            known -> tell(known.toldOf(wtxid, submission.provenance())),
            () -> judge(submission, time));
  }

  private Optional<StatusNotice> acceptedOrFinal(Hash256 txid, long nowMillis) {
    return pool.byTxid(txid)
        .map(entry -> entry.notice(new Outcome.Accepted(entry.fee()), 0))
        .or(() -> history.finality(txid, nowMillis));
  }

  private void judge(Submission submission, AdmissionTime time) {
    var released = new ArrayDeque<Orphan>();
    judgeOne(submission, time, time.nowMillis(), true, released);
    judgeAll(released, time);
  }

  private void judgeAll(ArrayDeque<Orphan> released, AdmissionTime time) {
    while (!released.isEmpty()) {
      Orphan next = released.poll();
      acceptedOrFinal(next.transaction().txid(), time.nowMillis())
          .ifPresentOrElse(
              known -> tell(known.toldOf(next.wtxid(), next.provenance())),
              () -> judgeOne(asSubmission(next), time, next.sinceMillis(), false, released));
    }
  }

  private void judgeOne(
      Submission submission,
      AdmissionTime time,
      long waitingSince,
      boolean first,
      ArrayDeque<Orphan> released) {
    boolean limited = !submission.provenance().synced();
    switch (rules.judge(submission.transaction(), time, limited)) {
      case Admission.Allowed(long fee, Admission.Displaced displaced) -> {
        evict(displaced, time.nowMillis());
        admit(submission, fee, time.nowMillis());
        released.addAll(orphanage.release(submission.txid()));
      }
      case Admission.Orphaned(Refusal reason, var missing) ->
          wait(
              new Orphan(
                  submission.transaction(),
                  submission.provenance(),
                  submission.verifiedOffset(),
                  waitingSince,
                  reason,
                  missing),
              first,
              time.nowMillis());
      case Admission.Denied(Refusal refusal, boolean keep) -> {
        if (keep) {
          keptAside.add(submission.transaction(), submission.provenance(), time.nowMillis());
        }
        deny(submission, refusal, time.nowMillis());
      }
    }
  }

  private void admit(Submission submission, long fee, long nowMillis) {
    keptAside.remove(submission.wtxid());
    changes.add(
        new PoolChange.Entered(
            pool.add(
                submission.transaction(),
                fee,
                pool.nextOrder(),
                nowMillis,
                submission.provenance())));
  }

  private void evict(Admission.Displaced displaced, long nowMillis) {
    if (displaced.entries().isEmpty()) {
      return;
    }
    floor.raise(displaced.perKilobyte(), nowMillis);
    var evicted = new Outcome.Evicted(floor.at(nowMillis));
    for (PoolEntry entry : displaced.entries()) {
      // Children come first, so each leaves alone.
      pool.removeWithDescendants(entry);
      keptAside.add(entry.transaction(), entry.provenance(), nowMillis);
      leave(entry.notice(evicted, 0), nowMillis);
    }
  }

  private void wait(Orphan orphan, boolean first, long nowMillis) {
    if (!orphanage.hasRoomFor(orphan)) {
      deny(
          asSubmission(orphan),
          Refusal.of(RejectCode.ORPHAN_LIMIT, orphan.reason().detail()),
          nowMillis);
      return;
    }
    orphanage.add(orphan);
    if (first) {
      int index = orphan.reason().inputIndex().orElse(0);
      changes.add(
          new PoolChange.SpenderWanted(
              orphan.wtxid(), index, orphan.transaction().inputs().get(index).outpoint()));
    }
  }

  /** The ledger's answer about an orphan's input: a final spender, or none that it knows. */
  public void spenderFound(
      Hash256 wtxid, int inputIndex, Optional<Spender.Final> spender, long nowMillis) {
    Optional<Orphan> waiting = orphanage.find(wtxid);
    if (waiting.isEmpty()) {
      return;
    }
    if (spender.isEmpty()) {
      tell(waiting(waiting.get()));
      return;
    }
    orphanage.remove(wtxid);
    deny(
        asSubmission(waiting.get()),
        Refusal.ofInput(
            RejectCode.INPUT_SPENT,
            inputIndex,
            spender.get(),
            "input %d is spent by %s in microblock %d"
                .formatted(inputIndex, spender.get().txid(), spender.get().sequence())),
        nowMillis);
  }

  private void deny(Submission submission, Refusal refusal, long nowMillis) {
    // Its own inputs, spent by itself: it is final already.
    boolean isFinal =
        refusal.code() == RejectCode.INPUT_SPENT
            && refusal.otherTxid().equals(Optional.of(submission.txid()));
    if (isFinal) {
      StatusNotice notice = submission.notice(new Outcome.Final(refusal.otherSequence()));
      history.ended(submission.txid(), notice, nowMillis);
      tell(notice);
    } else {
      reject(submission.notice(new Outcome.Rejected(refusal)), nowMillis);
    }
  }

  /** A final transaction takes its inputs from whoever holds them here (PROTOCOL §5.1). */
  public void yieldTo(Transaction winner, long sequence, long nowMillis) {
    var aborted = new Outcome.Aborted(winner.txid(), sequence);
    for (Input input : winner.inputs()) {
      pool.ownerOf(input.outpoint())
          .filter(owner -> !owner.txid().equals(winner.txid()))
          .ifPresent(loser -> removeAll(loser, aborted, nowMillis));
    }
  }

  /** A transaction is final, and the table holds what it created. */
  public void settle(Transaction transaction, long sequence, long nowMillis) {
    var isFinal = new Outcome.Final(sequence);
    Optional<PoolEntry> entry = pool.byTxid(transaction.txid());
    if (entry.isPresent()) {
      pool.removeFinal(entry.get());
      leave(entry.get().notice(isFinal, nowMillis), nowMillis);
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
      tell(notice);
    }
  }

  /** Judges the orphans that waited for a transaction that is final now. */
  public void release(Hash256 txid, AdmissionTime time) {
    judgeAll(new ArrayDeque<>(orphanage.release(txid)), time);
  }

  /**
   * Ends what has stayed too long.
   *
   * @param held txids that stay nevertheless, because they are in a proposal
   */
  public void expire(long nowMillis, Predicate<Hash256> held) {
    List<PoolEntry> old =
        pool.entries().stream()
            .filter(entry -> entry.sinceMillis() + limits.expiry().toMillis() <= nowMillis)
            .filter(entry -> !held.test(entry.txid()))
            .toList();
    for (PoolEntry entry : old) {
      if (pool.byTxid(entry.txid()).isPresent()) {
        removeAll(entry, new Outcome.Expired(), nowMillis);
      }
    }
    for (Orphan orphan : orphanage.expire(nowMillis)) {
      deny(asSubmission(orphan), orphan.reason(), nowMillis);
    }
    keptAside.expire(nowMillis);
    history.expire(nowMillis);
  }

  /** Takes out an entry that turned out not to be valid, with all that stands on it. */
  public void expel(PoolEntry entry, Refusal refusal, long nowMillis) {
    removeAll(entry, new Outcome.Rejected(refusal), nowMillis);
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
  public void withdraw(Hash256 txid) {
    pool.byTxid(txid).ifPresent(pool::removeWithDescendants);
  }

  /** The end of a transaction that was in the pool in another life of this service. */
  public void concluded(StatusNotice notice, Hash256 txid, long nowMillis) {
    leave(notice, txid, nowMillis);
  }

  /** Whether a copy waits as an orphan. */
  public boolean isWaiting(Hash256 wtxid) {
    return orphanage.find(wtxid).isPresent();
  }

  /** How a copy that was in the pool has ended, if it is remembered. */
  public Optional<StatusNotice> endOfCopy(Hash256 wtxid, long nowMillis) {
    return history.endOfCopy(wtxid, nowMillis);
  }

  /** Tells the end of a transaction that left the pool when nobody could tell it. */
  public void concludeAgain(StatusNotice notice) {
    changes.add(new PoolChange.Left(notice));
  }

  /** Empties everything but the memory of ends; all locks are free. */
  public void clear() {
    pool.clear();
    orphanage.clear();
    keptAside.clear();
    changes = new ArrayList<>();
  }

  private void removeAll(PoolEntry entry, Outcome outcome, long nowMillis) {
    pool.removeWithDescendants(entry)
        .forEach(leaving -> leave(leaving.notice(outcome, 0), nowMillis));
  }

  private void leave(StatusNotice notice, long nowMillis) {
    leave(notice, notice.txid().orElseThrow(), nowMillis);
  }

  private void leave(StatusNotice notice, Hash256 txid, long nowMillis) {
    history.ended(txid, notice, nowMillis);
    changes.add(new PoolChange.Left(notice));
  }

  private void reject(StatusNotice notice, long nowMillis) {
    if (notice.outcome() instanceof Outcome.Rejected rejected) {
      history.refused(notice, rejected, nowMillis);
    }
    tell(notice);
  }

  private void tell(StatusNotice notice) {
    changes.add(new PoolChange.Told(notice));
  }

  private static Submission asSubmission(Orphan orphan) {
    return new Submission(orphan.transaction(), orphan.provenance(), orphan.verifiedOffset());
  }

  private static StatusNotice waiting(Orphan orphan) {
    return asSubmission(orphan).notice(new Outcome.Waiting(orphan.reason()));
  }
}
