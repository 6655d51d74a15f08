package io.timecoin.mempool.pool;

import io.timecoin.protocol.rules.Fee;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may enter the pool: PROTOCOL §4.3 against final outputs and those of the pool, then this
 * node's own limits (§5.2, §5.3). Changes nothing.
 */
final class AdmissionRules {
  private final StatefulRules rules;
  private final TransactionPool pool;
  private final PoolLimits limits;
  private final FeeFloor floor;

  AdmissionRules(StatefulRules rules, TransactionPool pool, PoolLimits limits, FeeFloor floor) {
    this.rules = rules;
    this.pool = pool;
    this.limits = limits;
    this.floor = floor;
  }

  /**
   * Judges a transaction that PROTOCOL §4.2 allows and that is not in the pool.
   *
   * @param limited false for what is exempt from the pool's limits: readmitted ones
   */
  Admission judge(Transaction transaction, AdmissionTime time, boolean limited) {
    return switch (rules.check(transaction, pool, time.nextSealHeight(), time.seconds())) {
      case Verdict.Accepted<Fee>(var fee) ->
          limited
              ? withinLimits(transaction, fee.satoshi(), time.nowMillis())
              : new Admission.Allowed(fee.satoshi(), Admission.Displaced.NOTHING);
      case Verdict.Refused<Fee>(var refusal) -> refused(transaction, refusal, time);
    };
  }

  private Admission refused(Transaction transaction, Refusal refusal, AdmissionTime time) {
    if (refusal.code() == RejectCode.UNKNOWN_INPUT) {
      List<OutPoint> missing = missingInputs(transaction);
      // What a pool transaction does not create will never exist.
      boolean hopeless =
          missing.stream().anyMatch(outpoint -> pool.byTxid(outpoint.txid()).isPresent());
      return hopeless
          ? new Admission.Denied(refusal, false)
          : new Admission.Orphaned(refusal, missing);
    }
    return new Admission.Denied(
        refusal, refusal.code() == RejectCode.INPUT_LOCKED && validButForLocks(transaction, time));
  }

  private List<OutPoint> missingInputs(Transaction transaction) {
    return transaction.inputs().stream()
        .map(Input::outpoint)
        .filter(outpoint -> pool.find(outpoint).isEmpty())
        .toList();
  }

  private boolean validButForLocks(Transaction transaction, AdmissionTime time) {
    return rules.check(transaction, pool.withoutLocks(), time.nextSealHeight(), time.seconds())
        instanceof Verdict.Accepted<Fee>;
  }

  private Admission withinLimits(Transaction transaction, long fee, long nowMillis) {
    Set<PoolEntry> parents = pool.parentsOf(transaction);
    Set<PoolEntry> ancestors = ancestorsUnder(parents);
    long chainBytes = transaction.size() + ancestors.stream().mapToLong(PoolEntry::size).sum();
    int depth = PoolGraph.depthUnder(parents);
    if (depth > limits.chainDepth() || chainBytes > limits.chainBytes()) {
      return denied(
          RejectCode.CHAIN_TOO_LONG,
          "%d unconfirmed transactions in a row of %d bytes, at most %d and %d"
              .formatted(depth, chainBytes, limits.chainDepth(), limits.chainBytes()));
    }
    if (!FeeRate.reaches(fee, transaction.size(), floor.at(nowMillis))) {
      return denied(
          RejectCode.FEE_BELOW_FLOOR,
          "pays %d satoshi for %d bytes, at least %d per 1,000 bytes"
              .formatted(fee, transaction.size(), floor.at(nowMillis)));
    }
    return new Eviction(pool, limits)
        .makingRoomFor(fee, transaction.size(), ancestors)
        .<Admission>map(displaced -> new Admission.Allowed(fee, displaced))
        .orElseGet(
            () ->
                denied(
                    RejectCode.MEMPOOL_FULL,
                    "the pool is full and %d satoshi for %d bytes displace nothing"
                        .formatted(fee, transaction.size())));
  }

  private static Set<PoolEntry> ancestorsUnder(Set<PoolEntry> parents) {
    Set<PoolEntry> ancestors = new LinkedHashSet<>(parents);
    parents.forEach(parent -> ancestors.addAll(parent.ancestors()));
    return ancestors;
  }

  private static Admission denied(RejectCode code, String detail) {
    return new Admission.Denied(Refusal.of(code, detail), true);
  }
}
