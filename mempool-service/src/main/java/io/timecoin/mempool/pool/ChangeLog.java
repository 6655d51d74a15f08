package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every decision as a {@link PoolChange}, in order; what ends or is refused is remembered in the
 * {@link History} as well.
 */
final class ChangeLog {
  private final History history;
  private List<PoolChange> changes = new ArrayList<>();

  /** The copies that stand in the journal and are not in the pool; their end goes there too. */
  private final Set<Hash256> waiting = new HashSet<>();

  /** Those of them that were in the pool in another life: peers have been told of them. */
  private final Set<Hash256> acceptedBefore = new HashSet<>();

  ChangeLog(History history) {
    this.history = history;
  }

  /** The decisions since the last call, in order. */
  List<PoolChange> drain() {
    List<PoolChange> drained = changes;
    changes = new ArrayList<>();
    return drained;
  }

  /** Forgets all that was not handed over. */
  void clear() {
    changes = new ArrayList<>();
    waiting.clear();
    acceptedBefore.clear();
  }

  void entered(PoolEntry entry, long nowMillis) {
    waiting.remove(entry.wtxid());
    boolean before =
        acceptedBefore.remove(entry.wtxid())
            || history.endOfCopy(entry.wtxid(), nowMillis).isPresent();
    changes.add(new PoolChange.Entered(entry, !before));
  }

  /** One begins to wait for an unknown input. */
  void waits(Orphan orphan) {
    if (waiting.add(orphan.wtxid())) {
      changes.add(
          new PoolChange.Waits(orphan.transaction(), orphan.sinceMillis(), orphan.provenance()));
    }
  }

  /** The journal holds this copy from another life, and it is not in the pool. */
  void stands(Hash256 wtxid) {
    waiting.add(wtxid);
  }

  /** The same, and it was in the pool then. */
  void stoodAccepted(Hash256 wtxid) {
    stands(wtxid);
    acceptedBefore.add(wtxid);
  }

  void spenderWanted(Orphan orphan) {
    int index = orphan.reason().inputIndex().orElse(0);
    changes.add(
        new PoolChange.SpenderWanted(
            orphan.wtxid(), index, orphan.transaction().inputs().get(index).outpoint()));
  }

  void told(StatusNotice notice) {
    boolean stillWaits = notice.outcome() instanceof Outcome.Waiting;
    changes.add(
        !stillWaits && waitsNoMore(notice.wtxid())
            ? new PoolChange.Waited(notice)
            : new PoolChange.Told(notice));
  }

  private boolean waitsNoMore(Hash256 wtxid) {
    acceptedBefore.remove(wtxid);
    return waiting.remove(wtxid);
  }

  /** These have left the pool, each with the same outcome, which is not its finality. */
  void left(List<PoolEntry> entries, Outcome outcome, long nowMillis) {
    entries.forEach(entry -> left(entry.notice(outcome, 0), nowMillis));
  }

  /**
   * One that was in the pool has left.
   *
   * @param notice with its txid
   */
  void left(StatusNotice notice, long nowMillis) {
    boolean unused = waitsNoMore(notice.wtxid());
    history.ended(notice.txid().orElseThrow(), notice, nowMillis);
    leftEarlier(notice);
  }

  /** One left when nobody could tell it; its end needs no more memory than it has. */
  void leftEarlier(StatusNotice notice) {
    changes.add(new PoolChange.Left(notice));
  }

  /** One never came in, because it is refused here. */
  void denied(Submission submission, Refusal refusal, long nowMillis) {
    // Its own inputs, spent by itself: it is final already.
    boolean isFinal =
        refusal.code() == RejectCode.INPUT_SPENT
            && refusal.otherTxid().equals(Optional.of(submission.txid()));
    if (isFinal) {
      StatusNotice notice = submission.notice(new Outcome.Final(refusal.otherSequence()));
      history.ended(submission.txid(), notice, nowMillis);
      told(notice);
    } else {
      rejected(submission.notice(new Outcome.Rejected(refusal)), nowMillis);
    }
  }

  /** A copy is refused, and this is told. */
  void rejected(StatusNotice notice, long nowMillis) {
    history.refused(notice, nowMillis);
    told(notice);
  }
}
