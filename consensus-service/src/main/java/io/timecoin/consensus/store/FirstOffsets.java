package io.timecoin.consensus.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where in the vote log the messages of each sequence begin that the ledger lacks. Bounded for a
 * ledger that is away for long: then two neighbours share the lower one's offset, which keeps more
 * of the log than needed, never less. Used by one thread.
 */
final class FirstOffsets {
  /** Sequences remembered one by one: hours at ten decisions per second, a few megabytes. */
  static final int CAPACITY = 65_536;

  private TreeMap<Long, Long> bySequence = new TreeMap<>();

  /** A message of this sequence stands there; the first one counts. */
  void add(long sequence, long offset) {
    bySequence.putIfAbsent(sequence, offset);
    if (bySequence.size() > CAPACITY) {
      thin();
    }
  }

  void addAll(Map<Long, Long> found) {
    found.forEach(this::add);
  }

  /** The offset below which no sequence above the ledger's has a message, and not above a limit. */
  long deletableBelow(long limit, long ledgerSequence) {
    bySequence.headMap(ledgerSequence, true).clear();
    return bySequence.values().stream().mapToLong(Long::longValue).reduce(limit, Math::min);
  }

  Map<Long, Long> asMap() {
    return Map.copyOf(bySequence);
  }

  int size() {
    return bySequence.size();
  }

  /** Of each two sequences the higher one stays, with the lower of both offsets. */
  private void thin() {
    var kept = new TreeMap<Long, Long>();
    long carried = Long.MAX_VALUE;
    boolean second = false;
    for (Map.Entry<Long, Long> each : bySequence.entrySet()) {
      long lowest = Math.min(carried, each.getValue());
      if (second || each.getKey().equals(bySequence.lastKey())) {
        kept.put(each.getKey(), lowest);
        carried = Long.MAX_VALUE;
      } else {
        carried = lowest;
      }
      second = !second;
    }
    bySequence = kept;
  }
}
