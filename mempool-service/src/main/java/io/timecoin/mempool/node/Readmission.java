package io.timecoin.mempool.node;

import io.timecoin.mempool.journal.JournalChange;
import io.timecoin.mempool.pool.AdmissionTime;
import io.timecoin.mempool.pool.Recovery;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the journal's open transactions back into the pool. One that does not fit is final, has
 * lost its inputs to a final one, or stands on a microblock that is not here yet; it is tried again
 * until its end is known.
 */
final class Readmission {
  private final Recovery recovery;
  private final Map<Hash256, JournalChange.Admitted> unresolved = new LinkedHashMap<>();
  private final Map<Hash256, JournalChange.Waits> waiting = new LinkedHashMap<>();
  private final LateEnds lateEnds = new LateEnds();

  Readmission(Recovery recovery) {
    this.recovery = recovery;
  }

  /** Follows one entry of the journal. */
  void follow(JournalChange change, AdmissionTime time) {
    switch (change) {
      case JournalChange.Admitted admitted -> {
        waiting.remove(admitted.wtxid());
        lateEnds.revoke(admitted.transaction().txid());
        if (!readmitted(admitted, time)) {
          unresolved.put(admitted.wtxid(), admitted);
        }
      }
      case JournalChange.Waits waits -> {
        unresolved.remove(waits.wtxid());
        waiting.put(waits.wtxid(), waits);
      }
      case JournalChange.Waited(StatusNotice notice) -> {
        unresolved.remove(notice.wtxid());
        waiting.remove(notice.wtxid());
        if (notice.outcome() instanceof Outcome.Rejected) {
          recovery.rememberRefused(notice, time.nowMillis());
          notice.txid().ifPresent(txid -> lateEnds.note(txid, notice));
        }
      }
      case JournalChange.Left(StatusNotice notice) -> {
        unresolved.remove(notice.wtxid());
        notice.txid().ifPresent(txid -> left(txid, notice, time));
      }
    }
  }

  private void left(Hash256 txid, StatusNotice notice, AdmissionTime time) {
    if (notice.outcome() instanceof Outcome.Final) {
      // What a final microblock takes out of the pool, the microblock itself takes out.
      lateEnds.revoke(txid);
    } else {
      recovery.withdraw(notice.wtxid());
      recovery.remember(notice, time.nowMillis());
      lateEnds.note(txid, notice);
    }
  }

  /** Those that waited when the journal ended, in its order; then none. */
  List<JournalChange.Waits> waiting() {
    List<JournalChange.Waits> all = List.copyOf(waiting.values());
    waiting.clear();
    return all;
  }

  /** Ends that whoever journalled them may not have told any more. */
  List<StatusNotice> lateEnds() {
    return lateEnds.drain();
  }

  private boolean readmitted(JournalChange.Admitted admitted, AdmissionTime time) {
    // Lock times were allowed then: a clock that went back does not count.
    var then = new AdmissionTime(time.nextSealHeight(), Long.MAX_VALUE, time.nowMillis());
    return recovery
        .readmit(
            admitted.transaction(),
            admitted.order(),
            admitted.sinceMillis(),
            admitted.provenance(),
            then)
        .isEmpty();
  }

  /** Tries those again that did not fit. */
  void retry(AdmissionTime time) {
    // Again while it helps: what was carried forward may stand behind its children.
    boolean progress = true;
    while (progress) {
      progress = retryOnce(time);
    }
  }

  private boolean retryOnce(AdmissionTime time) {
    return unresolved.values().removeIf(admitted -> readmitted(admitted, time));
  }

  /**
   * What is left, each with the reason, handed over: this instance now decides about them.
   *
   * @return the transactions in the order of the journal
   */
  List<Open> handOver(AdmissionTime time) {
    retry(time);
    List<Open> left =
        unresolved.values().stream()
            .map(admitted -> new Open(admitted, reason(admitted, time)))
            .toList();
    unresolved.clear();
    return left;
  }

  /** An open transaction that is not in the pool, and why. */
  record Open(JournalChange.Admitted admitted, Optional<Refusal> reason) {
    /** The end that the reason proves; empty if only the ledger knows. */
    Optional<Outcome> end() {
      return reason
          .filter(refusal -> refusal.code() == RejectCode.INPUT_SPENT)
          .map(refusal -> endBy(refusal.otherTxid().orElseThrow(), refusal.otherSequence()));
    }

    /** The end, given who has spent an input of it. */
    Outcome endBy(Hash256 spender, long sequence) {
      return spender.equals(admitted.transaction().txid())
          ? new Outcome.Final(sequence)
          : new Outcome.Aborted(spender, sequence);
    }

    StatusNotice notice(Outcome outcome) {
      return new StatusNotice(
          Optional.of(admitted.transaction().txid()),
          admitted.wtxid(),
          admitted.provenance(),
          admitted.sinceMillis(),
          0,
          outcome);
    }
  }

  void clear() {
    unresolved.clear();
    waiting.clear();
    lateEnds.clear();
  }

  private Optional<Refusal> reason(JournalChange.Admitted admitted, AdmissionTime time) {
    return recovery.readmit(
        admitted.transaction(),
        admitted.order(),
        admitted.sinceMillis(),
        admitted.provenance(),
        time);
  }
}
