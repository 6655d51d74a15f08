package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether transactions would be let in, by the same rules as those that are. Each allowed one is a
 * guest in the pool for as long as the others after it are judged, so that they may spend its
 * outputs, may not spend its inputs and find less room; then all guests go. Nobody is told, nobody
 * is evicted, nothing is remembered: the pool is as before.
 */
public final class TrialAdmission {
  private final AdmissionRules rules;
  private final TransactionPool pool;
  private final History history;

  TrialAdmission(AdmissionRules rules, TransactionPool pool, History history) {
    this.rules = rules;
    this.pool = pool;
    this.history = history;
  }

  /** Judges transactions that PROTOCOL §4.2 allows, in their order. */
  public List<TrialVerdict> judge(List<Transaction> transactions, AdmissionTime time) {
    List<PoolEntry> guests = new ArrayList<>();
    try {
      List<TrialVerdict> verdicts = new ArrayList<>(transactions.size());
      for (Transaction transaction : transactions) {
        verdicts.add(judge(transaction, time, guests));
      }
      return verdicts;
    } finally {
      // Children came after their parents, so each leaves alone.
      guests.reversed().forEach(pool::removeWithDescendants);
    }
  }

  private TrialVerdict judge(Transaction transaction, AdmissionTime time, List<PoolEntry> guests) {
    Optional<TrialVerdict> known = known(transaction.txid(), time.nowMillis());
    return known.isPresent() ? known.get() : judgeNewcomer(transaction, time, guests);
  }

  /** Another copy of one that is accepted or final gets that one's answer (PROTOCOL §4.4). */
  private Optional<TrialVerdict> known(Hash256 txid, long nowMillis) {
    return pool.byTxid(txid)
        .<TrialVerdict>map(entry -> new TrialVerdict.Allowed(entry.fee()))
        .or(
            () ->
                history
                    .finality(txid, nowMillis)
                    .map(StatusNotice::outcome)
                    .map(Outcome.Final.class::cast)
                    .map(end -> new TrialVerdict.Final(end.sequence())));
  }

  private TrialVerdict judgeNewcomer(
      Transaction transaction, AdmissionTime time, List<PoolEntry> guests) {
    return switch (rules.judge(transaction, time, true)) {
      case Admission.Allowed(long fee, _) -> {
        guests.add(
            pool.add(transaction, fee, pool.nextOrder(), time.nowMillis(), Provenance.UNKNOWN));
        yield new TrialVerdict.Allowed(fee);
      }
      case Admission.Orphaned(Refusal reason, _) -> new TrialVerdict.Refused(reason);
      case Admission.Denied(Refusal refusal, _) -> refused(transaction, refusal);
    };
  }

  private static TrialVerdict refused(Transaction transaction, Refusal refusal) {
    // Its own inputs, spent by itself: it is final already.
    boolean isFinal =
        refusal.code() == RejectCode.INPUT_SPENT
            && refusal.otherTxid().equals(Optional.of(transaction.txid()));
    return isFinal
        ? new TrialVerdict.Final(refusal.otherSequence())
        : new TrialVerdict.Refused(refusal);
  }
}
