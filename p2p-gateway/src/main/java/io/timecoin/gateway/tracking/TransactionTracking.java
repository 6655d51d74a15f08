package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Follows every transaction this node hears of, by txid and by copy, from what clients hand in,
 * what mempool tells and what is final; answers who asks and who waits. Thread-safe; never blocks.
 */
public final class TransactionTracking {
  private final TrackingCache cache;
  private final UnreadableCache unreadable;
  private final Waiters waiters;
  private final InstantSource clock;
  private final Consumer<Hash256> resting;
  private final Object lock = new Object();

  /**
   * Empty tracking.
   *
   * @param transactions how many are remembered at most
   * @param age how long after their last change
   * @param unreadable how many refusals of bytes that decode to nothing are remembered
   * @param waiters how many may wait at once
   * @param random one that nobody can foresee
   * @param resting is told the wtxid of each copy that is under way no longer, of some more than
   *     once
   */
  public TransactionTracking(
      int transactions,
      Duration age,
      int unreadable,
      int waiters,
      InstantSource clock,
      RandomGenerator random,
      Consumer<Hash256> resting) {
    this.cache = new TrackingCache(transactions, age, random);
    this.unreadable = new UnreadableCache(unreadable);
    this.waiters = new Waiters(waiters);
    this.clock = clock;
    this.resting = resting;
  }

  /** What is known by a txid or by the wtxid of one copy. */
  public Optional<Tracked> find(Hash256 id) {
    synchronized (lock) {
      return cache
          .byTxid(id)
          .map(TrackedTransaction::ofAllCopies)
          .or(() -> cache.byWtxid(id).map(transaction -> transaction.ofCopy(id)))
          .or(() -> unreadable.find(id).map(refusal -> refused(id, refusal)));
    }
  }

  /** A copy was refused because its bytes decode to nothing. */
  public void unreadable(Hash256 wtxid, Refusal refusal) {
    synchronized (lock) {
      unreadable.put(wtxid, refusal);
    }
    waiters.changed(wtxid, refused(wtxid, refusal));
  }

  /** A client handed in a copy that is being sent on. */
  public void submitted(Hash256 txid, Hash256 wtxid, long atMillis) {
    synchronized (lock) {
      TrackedTransaction transaction = cache.open(txid, wtxid);
      transaction.reopen();
      if (transaction.timings().equals(Timings.UNKNOWN)) {
        transaction.timed(Timings.received(atMillis));
      }
      cache.copy(transaction, wtxid).become(new TransactionState.Pending());
      cache.keep(transaction, clock.millis());
    }
  }

  /** A handed-in copy is durable in tx.inbound. */
  public void acknowledged(Hash256 wtxid, long atMillis) {
    synchronized (lock) {
      cache.byWtxid(wtxid).ifPresent(transaction -> acknowledge(transaction, wtxid, atMillis));
    }
  }

  private void acknowledge(TrackedTransaction transaction, Hash256 wtxid, long atMillis) {
    transaction.copy(wtxid).ifPresent(copy -> copy.acknowledged(atMillis));
    cache.keep(transaction, clock.millis());
  }

  /** A handed-in copy was not taken in, as far as is known: forget it unless it was heard of. */
  public void withdrawn(Hash256 wtxid) {
    synchronized (lock) {
      cache.byWtxid(wtxid).ifPresent(transaction -> withdraw(transaction, wtxid));
    }
  }

  private void withdraw(TrackedTransaction transaction, Hash256 wtxid) {
    if (transaction.settled().isPresent()) {
      return;
    }
    transaction
        .copy(wtxid)
        .filter(copy -> copy.state() instanceof TransactionState.Pending)
        .filter(copy -> copy.acknowledgedAt() == 0)
        .ifPresent(copy -> cache.forget(transaction, copy));
  }

  /** Mempool tells of a copy. */
  public void told(StatusNotice notice) {
    if (notice.txid().isEmpty()) {
      if (notice.state() instanceof TransactionState.Rejected(Refusal refusal)) {
        unreadable(notice.wtxid(), refusal);
      }
      return;
    }
    List<Change> changes;
    synchronized (lock) {
      TrackedTransaction transaction = cache.open(notice.txid().get(), notice.wtxid());
      TrackedCopy copy = cache.copy(transaction, notice.wtxid());
      transaction.timed(transaction.timings().with(notice.latency()));
      if (notice.state().isOfAllCopies()) {
        transaction.becomeOwn(notice.state(), notice.wtxid());
      } else {
        copy.become(notice.state());
      }
      cache.keep(transaction, clock.millis());
      changes = changes(transaction);
    }
    if (!notice.state().isUnderWay()) {
      resting.accept(notice.wtxid());
    }
    tell(changes);
  }

  /** A microblock whose certificate was verified. */
  public void becameFinal(FinalMicroblock microblock, List<Transaction> transactions) {
    var state = new TransactionState.Final(microblock);
    for (Transaction transaction : transactions) {
      becameFinal(state, transaction);
    }
  }

  private void becameFinal(TransactionState.Final state, Transaction transaction) {
    List<Change> changes;
    synchronized (lock) {
      TrackedTransaction tracked = cache.open(transaction.txid(), transaction.wtxid());
      cache.copy(tracked, transaction.wtxid());
      tracked.becomeOwn(state, transaction.wtxid());
      cache.keep(tracked, clock.millis());
      changes = changes(tracked);
    }
    resting.accept(transaction.wtxid());
    tell(changes);
  }

  /**
   * Waits until what is known of a transaction or copy satisfies a condition.
   *
   * @return what is known then; empty at the deadline, and at once when too many wait
   */
  public CompletableFuture<Optional<Tracked>> await(
      Hash256 id, Predicate<Tracked> wanted, Duration limit) {
    CompletableFuture<Optional<Tracked>> later = waiters.await(id, wanted, limit);
    // Asked after registering, so that no change falls in between.
    Optional<Tracked> now = find(id).filter(wanted);
    now.ifPresent(known -> waiters.changed(id, known));
    return later;
  }

  /** How many transactions are remembered. */
  public int size() {
    synchronized (lock) {
      return cache.size();
    }
  }

  /** How many requests wait. */
  public int waiting() {
    return waiters.size();
  }

  private record Change(Hash256 id, Tracked now) {}

  /** Only for identifiers somebody waits for. */
  private List<Change> changes(TrackedTransaction transaction) {
    var changes = new ArrayList<Change>(0);
    if (waiters.waitsFor(transaction.txid())) {
      changes.add(new Change(transaction.txid(), transaction.ofAllCopies()));
    }
    for (TrackedCopy copy : transaction.copies()) {
      if (!copy.wtxid().equals(transaction.txid()) && waiters.waitsFor(copy.wtxid())) {
        changes.add(new Change(copy.wtxid(), transaction.ofCopy(copy.wtxid())));
      }
    }
    return changes;
  }

  private void tell(List<Change> changes) {
    changes.forEach(change -> waiters.changed(change.id(), change.now()));
  }

  private static Tracked refused(Hash256 wtxid, Refusal refusal) {
    return new Tracked(
        Optional.empty(),
        wtxid,
        new TransactionState.Rejected(refusal),
        OptionalLong.empty(),
        Timings.UNKNOWN,
        0);
  }
}
