package io.timecoin.mempool.pool;

import com.google.protobuf.ByteString;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.protocol.crypto.Hash256;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who takes how much of a bounded room: a peer at most its share of entries and of bytes, clients
 * together all of it (PROTOCOL §5.1, §5.4).
 */
final class HolderShares {
  private static final class Taken {
    private final Map<Hash256, Integer> sizes = new LinkedHashMap<>();
    private long bytes;
  }

  private final int entries;
  private final long bytes;
  private final Map<ByteString, Taken> byPeer = new HashMap<>();
  private int takenEntries;
  private long takenBytes;

  /** A room for so many entries of so many bytes. */
  HolderShares(int entries, long bytes) {
    this.entries = entries;
    this.bytes = bytes;
  }

  /** Whether one more of this size does not exceed the share of whoever brought it. */
  boolean isWithinShare(Provenance provenance, int size) {
    ByteString peer = provenance.origin().getPeer();
    int parts = peer.isEmpty() ? 1 : PoolLimits.PEER_SHARE;
    Taken taken = byPeer.get(peer);
    return taken == null
        || (taken.sizes.size() < entries / parts && taken.bytes + size <= bytes / parts);
  }

  /** Whether there is room for one more of this size at all. */
  boolean hasRoom(int size) {
    return takenEntries < entries && takenBytes + size <= bytes;
  }

  /** The entry that whoever brought this has had for longest. */
  Optional<Hash256> oldestOf(Provenance provenance) {
    Taken taken = byPeer.get(provenance.origin().getPeer());
    return taken == null ? Optional.empty() : taken.sizes.keySet().stream().findFirst();
  }

  void add(Hash256 wtxid, Provenance provenance, int size) {
    Taken taken = byPeer.computeIfAbsent(provenance.origin().getPeer(), _ -> new Taken());
    taken.sizes.put(wtxid, size);
    taken.bytes += size;
    takenEntries++;
    takenBytes += size;
  }

  void remove(Hash256 wtxid, Provenance provenance) {
    Taken taken = byPeer.get(provenance.origin().getPeer());
    int size = taken.sizes.remove(wtxid);
    taken.bytes -= size;
    takenEntries--;
    takenBytes -= size;
    if (taken.sizes.isEmpty()) {
      byPeer.remove(provenance.origin().getPeer());
    }
  }

  void clear() {
    byPeer.clear();
    takenEntries = 0;
    takenBytes = 0;
  }
}
