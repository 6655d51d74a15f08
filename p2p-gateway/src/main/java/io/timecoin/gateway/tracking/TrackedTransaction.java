package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is known of one txid. The transaction's own state (accepted and what follows) stands for
 * every copy; before it, each copy has its own, and the rejection of one hides nothing of the
 * others (PROTOCOL §4.4).
 *
 * <pre>
 * none → accepted, aborted, evicted, expired, told final, final
 * accepted → aborted, evicted, expired, told final, final
 * evicted, expired → accepted (handed in anew), aborted, told final, final
 * aborted → told final, final (order decides, not one node's view)
 * final is never left
 * </pre>
 */
final class TrackedTransaction {
  /** More copies of one transaction are somebody's game; the oldest are forgotten. */
  static final int MAX_COPIES = 8;

  private final Hash256 txid;
  private final List<TrackedCopy> copies = new ArrayList<>(1);
  private TransactionState own = new TransactionState.Pending();
  private Hash256 ownCopy;
  private long fee = -1;
  private Timings timings = Timings.UNKNOWN;
  private long changedAt;

  TrackedTransaction(Hash256 txid, Hash256 firstCopy) {
    this.txid = txid;
    this.ownCopy = firstCopy;
  }

  /** As it was when it had settled. */
  static TrackedTransaction of(Hash256 txid, Settled settled, Timings timings, long changedAt) {
    var transaction = new TrackedTransaction(txid, settled.wtxid());
    transaction.own = new TransactionState.Final(settled.microblock());
    transaction.fee = settled.fee();
    transaction.timings = timings;
    transaction.changedAt = changedAt;
    var copy = new TrackedCopy(settled.wtxid());
    copy.acknowledged(settled.acknowledgedAt());
    transaction.copies.add(copy);
    return transaction;
  }

  /**
   * What is left to be known of one that is final, of which only the copy is known that became so:
   * what else was told of that copy is of no meaning any more.
   *
   * @param fee satoshi; negative when unknown
   * @param acknowledgedAt Unix milliseconds; 0 if this gateway did not
   */
  record Settled(Hash256 wtxid, FinalMicroblock microblock, long fee, long acknowledgedAt) {}

  /** Empty unless it has settled. */
  Optional<Settled> settled() {
    return own instanceof TransactionState.Final(FinalMicroblock microblock)
            && copies.size() == 1
            && copies.getFirst().wtxid().equals(ownCopy)
        ? Optional.of(new Settled(ownCopy, microblock, fee, copies.getFirst().acknowledgedAt()))
        : Optional.empty();
  }

  Hash256 txid() {
    return txid;
  }

  List<TrackedCopy> copies() {
    return copies;
  }

  long changedAt() {
    return changedAt;
  }

  void changed(long atMillis) {
    changedAt = atMillis;
  }

  void timed(Timings next) {
    timings = next;
  }

  Timings timings() {
    return timings;
  }

  Optional<TrackedCopy> copy(Hash256 wtxid) {
    return copies.stream().filter(copy -> copy.wtxid().equals(wtxid)).findFirst();
  }

  /** Takes a state that stands for all copies; whether anything changed. */
  boolean becomeOwn(TransactionState next, Hash256 wtxid) {
    if (!allowed(next)) {
      return false;
    }
    own = next;
    // The same object as the copy's, where it is known: there are very many.
    ownCopy = copy(wtxid).map(TrackedCopy::wtxid).orElse(wtxid);
    if (next instanceof TransactionState.Accepted(long paid)) {
      fee = paid;
    }
    return true;
  }

  /** Handed in anew after it had left the pool: it is judged anew. */
  void reopen() {
    switch (own) {
      case TransactionState.Evicted _, TransactionState.Expired _ ->
          own = new TransactionState.Pending();
      case TransactionState.Pending _,
          TransactionState.Waiting _,
          TransactionState.Accepted _,
          TransactionState.Rejected _,
          TransactionState.Aborted _,
          TransactionState.ToldFinal _,
          TransactionState.Final _ -> {}
    }
  }

  /** As asked by txid. */
  Tracked ofAllCopies() {
    if (own.isOfAllCopies() || copies.isEmpty()) {
      return tracked(ownCopy, own, acknowledgedAt(ownCopy));
    }
    TrackedCopy best = copies.getFirst();
    for (TrackedCopy copy : copies) {
      // Of equals the latest.
      best = copy.rank() >= best.rank() ? copy : best;
    }
    return tracked(best.wtxid(), best.state(), best.acknowledgedAt());
  }

  /** As asked by the wtxid of one copy. */
  Tracked ofCopy(Hash256 wtxid) {
    TransactionState state =
        own.isOfAllCopies()
            ? own
            : copy(wtxid).map(TrackedCopy::state).orElse(new TransactionState.Pending());
    return tracked(own.isOfAllCopies() ? ownCopy : wtxid, state, acknowledgedAt(wtxid));
  }

  private long acknowledgedAt(Hash256 wtxid) {
    return copy(wtxid).map(TrackedCopy::acknowledgedAt).orElse(0L);
  }

  private Tracked tracked(Hash256 wtxid, TransactionState state, long acknowledgedAt) {
    return new Tracked(
        Optional.of(txid),
        wtxid,
        state,
        fee < 0 ? OptionalLong.empty() : OptionalLong.of(fee),
        timings,
        acknowledgedAt);
  }

  private boolean allowed(TransactionState next) {
    return switch (own) {
      case TransactionState.Final _ -> false;
      case TransactionState.ToldFinal _ -> next instanceof TransactionState.Final;
      case TransactionState.Aborted _ ->
          next instanceof TransactionState.Final || next instanceof TransactionState.ToldFinal;
      case TransactionState.Pending _,
          TransactionState.Waiting _,
          TransactionState.Rejected _,
          TransactionState.Accepted _,
          TransactionState.Evicted _,
          TransactionState.Expired _ ->
          true;
    };
  }
}
