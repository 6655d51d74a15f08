package io.timecoin.devnet.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Collects what must not happen, up to a number that a person still reads. Thread-safe. */
final class Findings {
  private static final int MOST = 100;

  private final List<String> lines = new ArrayList<>();
  private long more;

  synchronized void add(String line) {
    if (lines.size() < MOST) {
      lines.add(line);
    } else {
      more++;
    }
  }

  synchronized List<String> all() {
    var all = new ArrayList<>(lines);
    if (more > 0) {
      all.add("and %,d more".formatted(more));
    }
    return all;
  }
}
