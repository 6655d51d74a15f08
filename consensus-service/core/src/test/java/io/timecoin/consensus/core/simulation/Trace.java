package io.timecoin.consensus.core.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** What happened, one line per event; of all of them a fingerprint, of the last ones the words. */
final class Trace {
  private final int kept;
  private final Deque<String> lines = new ArrayDeque<>();
  private long fingerprint;

  /**
   * @param kept lines; 0 makes none, and its fingerprint then covers the numbers alone
   */
  Trace(int kept) {
    this.kept = kept;
  }

  void add(long atMillis, long what, Supplier<String> line) {
    fingerprint = (fingerprint ^ atMillis) * 0x9E3779B97F4A7C15L;
    fingerprint = (Long.rotateLeft(fingerprint, 23) ^ what) * 0xC2B2AE3D27D4EB4FL;
    if (kept > 0) {
      if (lines.size() == kept) {
        lines.removeFirst();
      }
      lines.addLast("%7d %s".formatted(atMillis, line.get()));
    }
  }

  long fingerprint() {
    return fingerprint;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
