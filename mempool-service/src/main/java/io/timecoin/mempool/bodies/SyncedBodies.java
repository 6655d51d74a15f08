package io.timecoin.mempool.bodies;

import io.timecoin.protocol.crypto.Hash256;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What verifiers have found of synced transactions, until their microblock is final or 10 minutes
 * have passed (PROTOCOL §6.10). They are not in the pool: no limit, lock or fee of it is about
 * them. Full, it turns newcomers away, because what came first is needed first.
 */
final class SyncedBodies {
  /** Some dozens of the largest microblocks: far more than are on their way at a time. */
  static final long MOST_BYTES = 64L << 20;

  /** With the smallest transactions the entries weigh more than the bytes. */
  static final int MOST = 200_000;

  static final Duration AGE = Duration.ofMinutes(10);

  /** What an unsound one counts for. */
  private static final int REFUSAL_BYTES = 256;

  private record Held(KnownBody body, long sinceMillis) {
    int bytes() {
      return body.whenSound().map(transaction -> transaction.size()).orElse(REFUSAL_BYTES);
    }
  }

  private final Map<Hash256, Held> byWtxid = new LinkedHashMap<>();
  private final long mostBytes;
  private long bytes;
  private long turnedAway;

  SyncedBodies() {
    this(MOST_BYTES);
  }

  SyncedBodies(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  void add(Hash256 wtxid, KnownBody body, long nowMillis) {
    // A range that is synced again keeps its bodies for as long again.
    remove(wtxid);
    var held = new Held(body, nowMillis);
    if (byWtxid.size() >= MOST || bytes + held.bytes() > mostBytes) {
      turnedAway++;
      return;
    }
    byWtxid.put(wtxid, held);
    bytes += held.bytes();
  }

  Optional<KnownBody> find(Hash256 wtxid) {
    return Optional.ofNullable(byWtxid.get(wtxid)).map(Held::body);
  }

  void remove(Hash256 wtxid) {
    Held held = byWtxid.remove(wtxid);
    if (held != null) {
      bytes -= held.bytes();
    }
  }

  void expire(long nowMillis) {
    var oldest = byWtxid.values().iterator();
    while (oldest.hasNext()) {
      Held held = oldest.next();
      if (held.sinceMillis() + AGE.toMillis() > nowMillis) {
        break;
      }
      oldest.remove();
      bytes -= held.bytes();
    }
  }

  int size() {
    return byWtxid.size();
  }

  /** How many found no room, since the service began. */
  long turnedAway() {
    return turnedAway;
  }

  void clear() {
    byWtxid.clear();
    bytes = 0;
  }
}
