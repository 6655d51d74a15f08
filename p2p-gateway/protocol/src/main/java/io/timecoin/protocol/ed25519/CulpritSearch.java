package io.timecoin.protocol.ed25519;

import java.util.BitSet;

/**
 * Finds the invalid signatures of a batch: the whole first, then halves of what is refused. When
 * both halves are refused, there are many culprits and halving would not pay: the rest is judged
 * one by one. One object per thread.
 */
final class CulpritSearch {
  private final int[] members;

  /** For batches of at most {@code capacity} signatures. */
  CulpritSearch(int capacity) {
    members = new int[capacity];
  }

  /** Marks every invalid entry; those marked already, for what does not decode, are left out. */
  void findCulprits(BatchEngine engine, BatchEntries entries, BitSet bad) {
    int count = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (!entries.isCanonical(i)) {
        bad.set(i);
      }
      if (!bad.get(i)) {
        members[count++] = i;
      }
    }
    if (count <= engine.mostSingles()) {
      engine.checkSingly(entries, members, 0, count, bad);
    } else if (!engine.isEquationSatisfied(entries, members, 0, count)) {
      halve(engine, entries, count, bad);
    }
  }

  /** Halves the refused members {@code [0, count)} for as long as one of the halves is good. */
  private void halve(BatchEngine engine, BatchEntries entries, int count, BitSet bad) {
    int from = 0;
    int to = count;
    while (to - from > engine.mostSingles()) {
      int middle = (from + to) >>> 1;
      if (engine.isEquationSatisfied(entries, members, from, middle)) {
        from = middle;
      } else if (engine.isEquationSatisfied(entries, members, middle, to)) {
        to = middle;
      } else {
        break;
      }
    }
    engine.checkSingly(entries, members, from, to, bad);
  }
}
