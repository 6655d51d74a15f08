package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.mempool.utxo.UtxoTable;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything that is not final: the pool, the orphans, what is kept aside and what became of the
 * rest. Each part decides by itself and notes it as a {@link PoolChange}; {@link #drain} hands all
 * of them over. Here stands what concerns more than one part. One thread at a time.
 */
public final class Mempool {
  private final PoolLimits limits;
  private final FeeFloor floor = new FeeFloor();
  private final TransactionPool pool;
  private final Orphanage orphanage;
  private final KeptAside keptAside;
  private final History history;
  private final ChangeLog log;
  private final AdmissionControl admission;
  private final Settlement settlement;
  private final Expiry expiry;
  private final Recovery recovery;
  private final TrialAdmission trial;

  public Mempool(PoolLimits limits, StatefulRules rules, UtxoTable table) {
    this.limits = limits;
    this.pool = new TransactionPool(table);
    this.orphanage = new Orphanage(limits);
    this.keptAside = new KeptAside(limits);
    this.history = new History(limits);
    this.log = new ChangeLog(history);
    var admissionRules = new AdmissionRules(rules, pool, limits, floor);
    this.admission =
        new AdmissionControl(admissionRules, pool, orphanage, keptAside, floor, history, log);
    this.settlement = new Settlement(pool, orphanage, keptAside, history, log);
    this.expiry = new Expiry(limits, pool, orphanage, keptAside, history, log);
    this.recovery = new Recovery(admissionRules, pool, history, log);
    this.trial = new TrialAdmission(admissionRules, pool, history);
  }

  /** Who comes in. */
  public AdmissionControl admission() {
    return admission;
  }

  /** What final transactions do here. */
  public Settlement settlement() {
    return settlement;
  }

  /** What was here before this life. */
  public Recovery recovery() {
    return recovery;
  }

  /** Who would come in. */
  public TrialAdmission trial() {
    return trial;
  }

  /** The pool itself, to read. */
  public TransactionPool pool() {
    return pool;
  }

  public PoolLimits limits() {
    return limits;
  }

  public int orphans() {
    return orphanage.size();
  }

  public int keptAside() {
    return keptAside.size();
  }

  /** Satoshi per 1,000 bytes that a newcomer pays at least. */
  public long floorPerKilobyte(long nowMillis) {
    return floor.at(nowMillis);
  }

  /**
   * Satoshi per 1,000 bytes above which a newcomer displaces the cheapest here; 0 while there is
   * room for one of any size.
   */
  public long displacingPerKilobyte() {
    boolean hasRoom =
        pool.size() < limits.transactions()
            && pool.bytes() + Limits.MAX_TRANSACTION_BYTES <= limits.bytes();
    return hasRoom || pool.isEmpty()
        ? 0
        : Math.max(0, Eviction.lossPerKilobyte(pool.cheapestFirst().iterator().next()))
            + PoolLimits.STEP_PER_KILOBYTE;
  }

  /**
   * Satoshi per 1,000 bytes that lets a newcomer in, besides what PROTOCOL §4.3 wants of it. Never
   * below what the smallest payment pays in all, so that it is never nothing.
   */
  public long entryPerKilobyte(long nowMillis) {
    return Math.max(
        Limits.MINIMUM_FEE, Math.max(floorPerKilobyte(nowMillis), displacingPerKilobyte()));
  }

  /**
   * Ranks a transaction by so many satoshi more, or fewer, whether it is here or not: in what this
   * node proposes and whom it evicts, not in what anybody pays.
   *
   * @param change names this change: again it has no effect
   */
  public void prioritise(long change, Hash256 txid, long satoshi, long nowMillis) {
    pool.prioritise(change, txid, satoshi, nowMillis);
  }

  /** Whether a copy waits as an orphan. */
  public boolean isWaiting(Hash256 wtxid) {
    return orphanage.find(wtxid).isPresent();
  }

  /** The bytes behind a wtxid, wherever they are kept. */
  public Optional<Transaction> body(Hash256 wtxid) {
    return pool.byWtxid(wtxid)
        .map(PoolEntry::transaction)
        .or(() -> orphanage.find(wtxid).map(Orphan::transaction))
        .or(() -> keptAside.find(wtxid));
  }

  /** Why exactly this copy is refused at whatever time (PROTOCOL §4.4), if that is remembered. */
  public Optional<Refusal> refusalOfCopy(Hash256 wtxid, long nowMillis) {
    return history.refusalOfCopy(wtxid, nowMillis);
  }

  /**
   * The last that was told of a transaction that is not in the pool.
   *
   * @param id a txid, or the wtxid of one copy
   */
  public Optional<StatusNotice> lastNotice(Hash256 id, long nowMillis) {
    return history
        .last(id, nowMillis)
        .or(() -> orphanage.find(id).map(Orphan::waiting))
        .or(() -> history.lastOfCopy(id, nowMillis));
  }

  /** The decisions since the last call, in order. */
  public List<PoolChange> drain() {
    return log.drain();
  }

  /**
   * Ends what has stayed too long.
   *
   * @param held txids that stay nevertheless, because they are in a proposal
   */
  public void expire(long nowMillis, Predicate<Hash256> held) {
    expiry.expire(nowMillis, held);
  }

  /** Takes out an entry that turned out not to be valid, with all that stands on it. */
  public void expel(PoolEntry entry, Refusal refusal, long nowMillis) {
    log.left(pool.removeWithDescendants(entry), new Outcome.Rejected(refusal), nowMillis);
  }

  /** Empties everything but the memory of ends; all locks are free. */
  public void clear() {
    pool.clear();
    orphanage.clear();
    keptAside.clear();
    log.clear();
  }
}
