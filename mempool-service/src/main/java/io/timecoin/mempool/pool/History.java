package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
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
  private final ExpiringCache<Hash256, StatusNotice> rememberedByWtxid;
  private final ExpiringCache<Hash256, StatusNotice> refusedByTxid;

  History(PoolLimits limits) {
    endByTxid = new ExpiringCache<>(limits.ends(), END_AGE);
    endByWtxid = new ExpiringCache<>(limits.ends(), END_AGE);
    rememberedByWtxid = new ExpiringCache<>(limits.refusals(), limits.refusalAge());
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

  /** Was refused; only what time cannot heal is remembered as an answer (PROTOCOL §4.4). */
  void refused(StatusNotice notice, Outcome.Rejected rejected, long nowMillis) {
    if (rejected.refusal().code().remembered()) {
      rememberedByWtxid.put(notice.wtxid(), notice, nowMillis);
    }
    notice.txid().ifPresent(txid -> refusedByTxid.put(txid, notice, nowMillis));
  }

  /** The remembered refusal of exactly this copy. */
  Optional<StatusNotice> remembered(Hash256 wtxid, long nowMillis) {
    return rememberedByWtxid.find(wtxid, nowMillis);
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

  void expire(long nowMillis) {
    endByTxid.expire(nowMillis);
    endByWtxid.expire(nowMillis);
    rememberedByWtxid.expire(nowMillis);
    refusedByTxid.expire(nowMillis);
  }
}
