package io.timecoin.mempool.bodies;

import io.timecoin.mempool.pool.Mempool;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * What is known of copies by wtxid, wherever it is kept: in the pool, waiting, aside, synced or
 * final. Where it is kept and what the pool thinks of it says nothing (PROTOCOL §6.2).
 */
public final class Bodies {
  private final Mempool mempool;
  private final SyncedBodies synced = new SyncedBodies();
  private final FinalBodies finals = new FinalBodies();

  public Bodies(Mempool mempool) {
    this.mempool = mempool;
  }

  /** What a verifier has found of a copy, if it is still known. */
  public Optional<KnownBody> find(Hash256 wtxid, long nowMillis) {
    return body(wtxid)
        .<KnownBody>map(KnownBody.Sound::new)
        .or(() -> synced.find(wtxid))
        .or(() -> mempool.refusalOfCopy(wtxid, nowMillis).map(KnownBody.Unsound::new));
  }

  /** The transaction behind a wtxid. */
  public Optional<Transaction> body(Hash256 wtxid) {
    return mempool
        .body(wtxid)
        .or(() -> synced.find(wtxid).flatMap(KnownBody::whenSound))
        .or(() -> finals.find(wtxid));
  }

  /** One has come as part of a microblock that is being synced. */
  public void synced(Hash256 wtxid, KnownBody body, long nowMillis) {
    synced.add(wtxid, body, nowMillis);
  }

  /** These are final, in one microblock. */
  public void finalised(List<Transaction> transactions) {
    transactions.forEach(transaction -> synced.remove(transaction.wtxid()));
    finals.add(transactions);
  }

  /** Forgets synced ones that nobody has judged in time. */
  public void expire(long nowMillis) {
    synced.expire(nowMillis);
  }

  /** Synced ones in hand. */
  public int syncedHeld() {
    return synced.size();
  }

  /** Synced ones that found no room, since the service began. */
  public long syncedTurnedAway() {
    return synced.turnedAway();
  }

  /** Forgets what does not follow from the chain. */
  public void clear() {
    synced.clear();
  }
}
