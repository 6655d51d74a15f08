package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of transactions that are no longer in the pool or never were: for the answers of
 * PROTOCOL §4.4 and for queries.
 */
final class History {
  private static final Duration END_AGE = Duration.ofHours(2);

  private final ExpiringCache<Hash256, StatusNotice> endByTxid;
  private final ExpiringCache<Hash256, StatusNotice> endByWtxid;
  private final ExpiringCache<Hash256, StatusNotice> refusedByWtxid;
  private final ExpiringCache<Hash256, StatusNotice> refusedByTxid;

  History(PoolLimits limits) {
    endByTxid = new ExpiringCache<>(limits.ends(), END_AGE);
    endByWtxid = new ExpiringCache<>(limits.ends(), END_AGE);
    refusedByWtxid = new ExpiringCache<>(limits.refusals(), limits.refusalAge());
    refusedByTxid = new ExpiringCache<>(limits.refusals(), limits.refusalAge());
  }

  /** Left the pool, or is final without having been in it. */
  void ended(Hash256 txid, StatusNotice notice, long nowMillis) {
    endByTxid.put(txid, notice, nowMillis);
    endByWtxid.put(notice.wtxid(), notice, nowMillis);
  }

  /** How exactly this copy has ended. */
  Optional<StatusNotice> endOfCopy(Hash256 wtxid, long nowMillis) {
    return endByWtxid.find(wtxid, nowMillis);
  }

  /** Was refused. */
  void refused(StatusNotice notice, long nowMillis) {
    refusedByWtxid.put(notice.wtxid(), notice, nowMillis);
    notice.txid().ifPresent(txid -> refusedByTxid.put(txid, notice, nowMillis));
  }

  /** The refusal of exactly this copy, if time cannot heal it (PROTOCOL §4.4). */
  Optional<StatusNotice> remembered(Hash256 wtxid, long nowMillis) {
    return refusedByWtxid
        .find(wtxid, nowMillis)
        .filter(
            notice ->
                notice.outcome() instanceof Outcome.Rejected(var refusal)
                    && refusal.code().remembered());
  }

  /** Why exactly this copy is refused, if time cannot heal it. */
  Optional<Refusal> refusalOfCopy(Hash256 wtxid, long nowMillis) {
    return remembered(wtxid, nowMillis)
        .map(StatusNotice::outcome)
        .filter(Outcome.Rejected.class::isInstance)
        .map(outcome -> ((Outcome.Rejected) outcome).refusal());
  }

  /** That it is final, if it is known to be. */
  Optional<StatusNotice> finality(Hash256 txid, long nowMillis) {
    return endByTxid
        .find(txid, nowMillis)
        .filter(notice -> notice.outcome() instanceof Outcome.Final);
  }

  /** The last that was told of it, unless it is in the pool. */
  Optional<StatusNotice> last(Hash256 txid, long nowMillis) {
    return endByTxid.find(txid, nowMillis).or(() -> refusedByTxid.find(txid, nowMillis));
  }

  /** The last that was told of exactly this copy, unless it is in the pool. */
  Optional<StatusNotice> lastOfCopy(Hash256 wtxid, long nowMillis) {
    return endOfCopy(wtxid, nowMillis).or(() -> refusedByWtxid.find(wtxid, nowMillis));
  }

  void expire(long nowMillis) {
    endByTxid.expire(nowMillis);
    endByWtxid.expire(nowMillis);
    refusedByWtxid.expire(nowMillis);
    refusedByTxid.expire(nowMillis);
  }
}
