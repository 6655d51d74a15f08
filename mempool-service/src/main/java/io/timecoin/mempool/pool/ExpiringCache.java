package io.timecoin.mempool.pool;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The newest entries up to a number and an age; the oldest goes first. */
final class ExpiringCache<K, V> {
  private record Aged<V>(V value, long atMillis) {}

  private final int capacity;
  private final long ageMillis;
  private final Map<K, Aged<V>> entries = new LinkedHashMap<>();

  ExpiringCache(int capacity, Duration age) {
    this.capacity = capacity;
    this.ageMillis = age.toMillis();
  }

  void put(K key, V value, long nowMillis) {
    entries.remove(key);
    entries.put(key, new Aged<>(value, nowMillis));
    if (entries.size() > capacity) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  Optional<V> find(K key, long nowMillis) {
    Aged<V> found = entries.get(key);
    return found == null || found.atMillis() + ageMillis <= nowMillis
        ? Optional.empty()
        : Optional.of(found.value());
  }

  void remove(K key) {
    entries.remove(key);
  }

  void expire(long nowMillis) {
    var oldest = entries.values().iterator();
    while (oldest.hasNext() && oldest.next().atMillis() + ageMillis <= nowMillis) {
      oldest.remove();
    }
  }

  int size() {
    return entries.size();
  }

  void clear() {
    entries.clear();
  }
}
