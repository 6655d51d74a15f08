package io.timecoin.mempool.node;

import io.timecoin.mempool.bodies.Bodies;
import io.timecoin.mempool.bodies.KnownBody;
import io.timecoin.mempool.pool.AdmissionControl;
import io.timecoin.mempool.pool.AdmissionTime;
import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.proposal.Proposals;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import java.util.Optional;

/**
 * What becomes of verified transactions: whichever judgement waits for one gets it, whatever the
 * pool thinks of it; then it is submitted to the pool, or kept for its microblock if it is synced.
 */
final class VerifiedIntake {
  private final Proposals proposals;
  private final Bodies bodies;
  private final AdmissionControl admission;

  VerifiedIntake(Proposals proposals, Bodies bodies, AdmissionControl admission) {
    this.proposals = proposals;
    this.bodies = bodies;
    this.admission = admission;
  }

  void take(VerifiedItem item, AdmissionTime time) {
    switch (item) {
      case VerifiedItem.Good(Submission submission) -> {
        if (!isSynced(sound(submission), submission.wtxid(), submission.provenance(), time)) {
          admission.submit(submission, time);
        }
      }
      case VerifiedItem.Early(Submission submission, Refusal refusal) -> {
        if (!isSynced(sound(submission), submission.wtxid(), submission.provenance(), time)) {
          admission.refuse(
              Optional.of(submission.txid()),
              submission.wtxid(),
              submission.provenance(),
              refusal,
              time.nowMillis());
        }
      }
      case VerifiedItem.Bad(var txid, var wtxid, var provenance, var refusal) -> {
        if (!isSynced(new KnownBody.Unsound(refusal), wtxid, provenance, time)) {
          admission.refuse(txid, wtxid, provenance, refusal, time.nowMillis());
        }
      }
    }
  }

  private static KnownBody sound(Submission submission) {
    return new KnownBody.Sound(submission.transaction());
  }

  /** Tells the judgements of it; true if it was synced, and is of no further interest here. */
  private boolean isSynced(
      KnownBody body, Hash256 wtxid, Provenance provenance, AdmissionTime time) {
    proposals.known(wtxid, body);
    if (provenance.synced()) {
      bodies.synced(wtxid, body, time.nowMillis());
    }
    return provenance.synced();
  }
}
