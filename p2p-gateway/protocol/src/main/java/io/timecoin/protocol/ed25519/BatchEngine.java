package io.timecoin.protocol.ed25519;

import java.util.BitSet;

/**
 * The curve arithmetic behind a batch: one signature after the other, or eight at a time. A new
 * batch begins with {@link #decode}; the other methods then speak about its entries.
 */
interface BatchEngine {
  /** Decodes all keys and all R, and marks in {@code bad} every entry of which one is no point. */
  void decode(BatchEntries entries, BitSet bad);

  /**
   * Whether the batch equation holds, with fresh random factors, for the entries {@code
   * members[from .. to − 1]}. It holds if all are valid; if one is not, it holds with a probability
   * of 2^−127 at most. All of them have decoded points and an S below L.
   */
  boolean isEquationSatisfied(BatchEntries entries, int[] members, int from, int to);

  /** Judges the entries {@code members[from .. to − 1]} one by one and marks the invalid ones. */
  void checkSingly(BatchEntries entries, int[] members, int from, int to, BitSet bad);

  /** Up to how many entries checking singly is at least as fast as the batch equation. */
  int mostSingles();
}
