package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Canonical transactions by wtxid that went through here lately: who was told of one asks for it at
 * once, and need not be answered from another service. Bounded in bytes. Thread-safe.
 */
public final class RecentBodies {
  private final long capacityBytes;
  private final Map<Hash256, ByteString> bodies = new LinkedHashMap<>();
  private long bytes;

  public RecentBodies(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  synchronized void add(Hash256 wtxid, ByteString transaction) {
    if (transaction.size() > capacityBytes || bodies.putIfAbsent(wtxid, transaction) != null) {
      return;
    }
    bytes += transaction.size();
    var oldest = bodies.values().iterator();
    while (bytes > capacityBytes) {
      bytes -= oldest.next().size();
      oldest.remove();
    }
  }

  synchronized Optional<ByteString> find(Hash256 wtxid) {
    return Optional.ofNullable(bodies.get(wtxid));
  }
}
