package io.timecoin.mempool.node;

import io.timecoin.mempool.journal.JournalChange;
import io.timecoin.mempool.journal.JournalIndex;
import io.timecoin.mempool.pool.AdmissionTime;
import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows what the active instance journals, and at take-over ends or resumes what that one leaves
 * behind.
 */
final class Succession {
  private final Mempool mempool;
  private final JournalIndex journal;
  private final Readmission readmission;

  Succession(Mempool mempool, JournalIndex journal) {
    this.mempool = mempool;
    this.journal = journal;
    this.readmission = new Readmission(mempool.recovery());
  }

  void follow(List<JournalChange> changes, AdmissionTime time) {
    for (JournalChange change : changes) {
      readmission.follow(change, time);
    }
  }

  /** Tries those again that did not fit: the tip has moved. */
  void retry(AdmissionTime time) {
    readmission.retry(time);
  }

  /**
   * From now on this instance decides.
   *
   * @return what the journal holds and the pool cannot: only the ledger knows the end of these
   */
  List<Readmission.Open> takeOver(AdmissionTime time) {
    mempool.drain();
    readmission.lateEnds().forEach(mempool.recovery()::tellAgain);
    concludeForgotten(time.nowMillis());
    List<JournalChange.Waits> waiting = readmission.waiting();
    List<Readmission.Open> unknown = new ArrayList<>();
    for (Readmission.Open open : readmission.handOver(time)) {
      Optional<Outcome> end = open.end();
      if (end.isPresent()) {
        conclude(open, end.get(), time.nowMillis());
      } else {
        unknown.add(open);
      }
    }
    waiting.forEach(waits -> resume(waits, time));
    return unknown;
  }

  /** The end of those that final microblocks took out of the pool while nobody could tell it. */
  private void concludeForgotten(long nowMillis) {
    for (Hash256 wtxid : journal.open()) {
      mempool
          .recovery()
          .endOfCopy(wtxid, nowMillis)
          .filter(Succession::isByFinality)
          // It may have come back since.
          .filter(_ -> mempool.pool().byWtxid(wtxid).isEmpty())
          .ifPresent(mempool.recovery()::concludeAgain);
    }
  }

  private static boolean isByFinality(StatusNotice end) {
    return end.outcome() instanceof Outcome.Final || end.outcome() instanceof Outcome.Aborted;
  }

  void conclude(Readmission.Open open, Outcome end, long nowMillis) {
    mempool.recovery().conclude(open.notice(end), nowMillis);
  }

  void resubmit(JournalChange.Admitted admitted, AdmissionTime time) {
    mempool
        .admission()
        .resumeAccepted(new Submission(admitted.transaction(), admitted.provenance()), time);
  }

  private void resume(JournalChange.Waits waits, AdmissionTime time) {
    mempool
        .admission()
        .resume(new Submission(waits.transaction(), waits.provenance()), waits.sinceMillis(), time);
  }

  void clear() {
    readmission.clear();
  }
}
