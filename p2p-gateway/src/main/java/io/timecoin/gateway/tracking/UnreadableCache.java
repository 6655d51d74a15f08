package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Refusals of bytes that decode to nothing, by wtxid, bounded. Not thread-safe. */
final class UnreadableCache {
  private final int capacity;
  private final Map<Hash256, Refusal> refusals = new LinkedHashMap<>();

  UnreadableCache(int capacity) {
    this.capacity = capacity;
  }

  void put(Hash256 wtxid, Refusal refusal) {
    refusals.remove(wtxid);
    refusals.put(wtxid, refusal);
    if (refusals.size() > capacity) {
      refusals.remove(refusals.keySet().iterator().next());
    }
  }

  Optional<Refusal> find(Hash256 wtxid) {
    return Optional.ofNullable(refusals.get(wtxid));
  }
}
