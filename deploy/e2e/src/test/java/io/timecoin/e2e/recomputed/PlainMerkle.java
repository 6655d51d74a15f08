package io.timecoin.e2e.recomputed;

import java.util.ArrayList;
import java.util.List;

/** PROTOCOL §2.4. */
final class PlainMerkle {
  private static final byte[] PAIR = {1};

  private PlainMerkle() {}

  /** The root over hashes in hex. */
  static byte[] root(List<String> leaves) {
    if (leaves.isEmpty()) {
      return new byte[32];
    }
    List<byte[]> level = leaves.stream().map(Plain::bytes).toList();
    while (level.size() > 1) {
      var above = new ArrayList<byte[]>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(
            i + 1 < level.size()
                ? Plain.sha256(PAIR, level.get(i), level.get(i + 1))
                : level.get(i));
      }
      level = above;
    }
    return level.getFirst();
  }
}
