package io.timecoin.gateway.relay;

import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.crypto.Hash256;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which peers know a transaction, for the newest transactions: from whom it, or word of it, came,
 * and who was told of it. It never goes back to the former; the latter are told again only when it
 * is ordered again a while later, because what they were told may have been lost. Thread-safe.
 */
final class KnownBy {
  /** Transactions. */
  static final int CAPACITY = 40_000;

  /** Peers remembered of one transaction: more than are ever connected at once. */
  static final int PEERS = 128;

  /** Milliseconds after which those that were told are told again when ordered again. */
  static final long TELL_AGAIN_MILLIS = 3_000;

  private final Map<Hash256, Entry> entries = new LinkedHashMap<>();

  private static final class Entry {
    private final Set<Long> came = new HashSet<>(2);
    private final Set<Long> told = new HashSet<>(4);
    private long toldAt;
  }

  /** The transaction, or word of it, came from this peer. */
  synchronized void cameFrom(Peer peer, Hash256 wtxid) {
    Entry entry = entry(wtxid);
    if (entry.came.size() < PEERS) {
      entry.came.add(peer.id());
    }
  }

  /** Whether nobody was told of it yet. */
  synchronized boolean isUntold(Hash256 wtxid) {
    Entry entry = entries.get(wtxid);
    return entry == null || entry.toldAt == 0;
  }

  /** Whether the peer is to be told now; then it counts as told. */
  synchronized boolean tell(Peer peer, Hash256 wtxid, long nowMillis) {
    Entry entry = entry(wtxid);
    if (entry.came.contains(peer.id())) {
      return false;
    }
    if (Math.abs(nowMillis - entry.toldAt) >= TELL_AGAIN_MILLIS) {
      entry.told.clear();
      entry.toldAt = nowMillis;
    }
    return entry.told.size() < PEERS && entry.told.add(peer.id());
  }

  /** The peer could not be told after all. */
  synchronized void untold(Peer peer, Hash256 wtxid) {
    Entry entry = entries.get(wtxid);
    if (entry != null) {
      entry.told.remove(peer.id());
    }
  }

  private Entry entry(Hash256 wtxid) {
    Entry entry = entries.computeIfAbsent(wtxid, _ -> new Entry());
    if (entries.size() > CAPACITY) {
      entries.remove(entries.keySet().iterator().next());
    }
    return entry;
  }
}
