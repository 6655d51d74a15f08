package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.Spender;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * What becomes of newcomers by the verdict of {@link AdmissionRules}: they come in, wait as orphans
 * until their parents release them (PROTOCOL §5.4), or are refused.
 */
public final class AdmissionControl {
  private final AdmissionRules rules;
  private final TransactionPool pool;
  private final Orphanage orphanage;
  private final KeptAside keptAside;
  private final FeeFloor floor;
  private final History history;
  private final ChangeLog log;

  AdmissionControl(
      AdmissionRules rules,
      TransactionPool pool,
      Orphanage orphanage,
      KeptAside keptAside,
      FeeFloor floor,
      History history,
      ChangeLog log) {
    this.rules = rules;
    this.pool = pool;
    this.orphanage = orphanage;
    this.keptAside = keptAside;
    this.floor = floor;
    this.history = history;
    this.log = log;
  }

  /** A verifier has refused a copy; another copy that is accepted or final speaks for it (§4.4). */
  public void refuse(
      Optional<Hash256> txid,
      Hash256 wtxid,
      Provenance provenance,
      Refusal refusal,
      long nowMillis) {
    var refused = new StatusNotice(txid, wtxid, provenance, 0, 0, new Outcome.Rejected(refusal));
    txid.flatMap(known -> acceptedOrFinal(known, nowMillis))
        .or(() -> history.remembered(wtxid, nowMillis))
        .ifPresentOrElse(
            notice -> log.told(notice.toldOf(wtxid, provenance)),
            () -> log.rejected(refused, nowMillis));
  }

  /** Judges a transaction, and then every orphan that its admission releases. */
  public void submit(Submission submission, AdmissionTime time) {
    judgeSince(submission, time.nowMillis(), time);
  }

  private void judgeSince(Submission submission, long sinceMillis, AdmissionTime time) {
    Hash256 wtxid = submission.wtxid();
    acceptedOrFinal(submission.txid(), time.nowMillis())
        .or(() -> orphanage.find(wtxid).map(Orphan::waiting))
        .ifPresentOrElse(
            known -> log.told(known.toldOf(wtxid, submission.provenance())),
            () -> judge(submission, sinceMillis, time));
  }

  /**
   * Judges one that stood in the journal before this life and is not in the pool.
   *
   * @param sinceMillis since when it has waited
   */
  public void resume(Submission submission, long sinceMillis, AdmissionTime time) {
    log.stands(submission.wtxid());
    judgeSince(submission, sinceMillis, time);
  }

  /** The same for one that stood there as accepted. */
  public void resumeAccepted(Submission submission, AdmissionTime time) {
    log.stoodAccepted(submission.wtxid());
    judgeSince(submission, time.nowMillis(), time);
  }

  /** Judges the orphans that waited for a transaction that is final now. */
  public void release(Hash256 txid, AdmissionTime time) {
    judgeAll(new ArrayDeque<>(orphanage.release(txid)), time);
  }

  /** The ledger's answer about an orphan's input: a final spender, or none that it knows. */
  public void spenderFound(
      Hash256 wtxid, int inputIndex, Optional<Spender.Final> spender, long nowMillis) {
    Optional<Orphan> waiting = orphanage.find(wtxid);
    if (waiting.isEmpty()) {
      return;
    }
    if (spender.isEmpty()) {
      orphanage.questions().close(wtxid);
      log.told(waiting.get().waiting());
      return;
    }
    orphanage.remove(wtxid);
    log.denied(
        waiting.get().submission(),
        Refusal.ofInput(
            RejectCode.INPUT_SPENT,
            inputIndex,
            spender.get(),
            "input %d is spent by %s in microblock %d"
                .formatted(inputIndex, spender.get().txid(), spender.get().sequence())),
        nowMillis);
  }

  /** The ledger has not answered: it is asked again, and the orphan waits. */
  public void spenderUnanswered(Hash256 wtxid) {
    if (orphanage.questions().firstUnanswered(wtxid)) {
      orphanage.find(wtxid).map(Orphan::waiting).ifPresent(log::told);
    }
  }

  /** Asks the ledger again what it has not answered. */
  public void askAgain(long nowMillis) {
    for (Hash256 wtxid : orphanage.questions().due(nowMillis)) {
      orphanage.find(wtxid).ifPresent(orphan -> ask(orphan, nowMillis));
    }
  }

  private void ask(Orphan orphan, long nowMillis) {
    orphanage.questions().asked(orphan.wtxid(), nowMillis);
    log.spenderWanted(orphan);
  }

  private Optional<StatusNotice> acceptedOrFinal(Hash256 txid, long nowMillis) {
    return pool.byTxid(txid).map(PoolEntry::acceptance).or(() -> history.finality(txid, nowMillis));
  }

  private void judge(Submission submission, long sinceMillis, AdmissionTime time) {
    var released = new ArrayDeque<Orphan>();
    judgeOne(submission, time, sinceMillis, true, released);
    judgeAll(released, time);
  }

  private void judgeAll(ArrayDeque<Orphan> released, AdmissionTime time) {
    while (!released.isEmpty()) {
      Orphan next = released.poll();
      acceptedOrFinal(next.transaction().txid(), time.nowMillis())
          .ifPresentOrElse(
              known -> log.told(known.toldOf(next.wtxid(), next.provenance())),
              () -> judgeOne(next.submission(), time, next.sinceMillis(), false, released));
    }
  }

  private void judgeOne(
      Submission submission,
      AdmissionTime time,
      long waitingSince,
      boolean first,
      ArrayDeque<Orphan> released) {
    switch (rules.judge(submission.transaction(), time, true)) {
      case Admission.Allowed(long fee, Admission.Displaced displaced) -> {
        evict(displaced, time.nowMillis());
        admit(submission, fee, time.nowMillis());
        released.addAll(orphanage.release(submission.txid()));
      }
      case Admission.Orphaned(Refusal reason, var missing) ->
          wait(
              new Orphan(
                  submission.transaction(), submission.provenance(), waitingSince, reason, missing),
              first,
              time.nowMillis());
      case Admission.Denied(Refusal refusal, boolean keep) -> {
        if (keep) {
          keptAside.add(submission.transaction(), submission.provenance(), time.nowMillis());
        }
        log.denied(submission, refusal, time.nowMillis());
      }
    }
  }

  private void evict(Admission.Displaced displaced, long nowMillis) {
    if (displaced.entries().isEmpty()) {
      return;
    }
    floor.raise(displaced.perKilobyte(), nowMillis);
    var evicted = new Outcome.Evicted(floor.at(nowMillis));
    for (PoolEntry entry : displaced.entries()) {
      // Children come first, so each leaves alone.
      keptAside.add(entry.transaction(), entry.provenance(), nowMillis);
      log.left(pool.removeWithDescendants(entry), evicted, nowMillis);
    }
  }

  private void admit(Submission submission, long fee, long nowMillis) {
    keptAside.remove(submission.wtxid());
    log.entered(
        pool.add(
            submission.transaction(), fee, pool.nextOrder(), nowMillis, submission.provenance()),
        nowMillis);
  }

  private void wait(Orphan orphan, boolean first, long nowMillis) {
    if (!orphanage.hasRoomFor(orphan)) {
      log.denied(
          orphan.submission(),
          Refusal.of(RejectCode.ORPHAN_LIMIT, orphan.reason().detail()),
          nowMillis);
      return;
    }
    orphanage.add(orphan);
    log.waits(orphan);
    if (first) {
      ask(orphan, nowMillis);
    }
  }
}
