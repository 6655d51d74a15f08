package io.timecoin.protocol.ed25519;

/**
 * Computes linear combinations by the method that takes the fewest products: Straus's for few
 * terms, Pippenger's for many. One object per thread.
 */
final class LinearCombinationSum {
  /** Above so many terms, of 127 bits at least, Pippenger's method costs less. */
  static final int MOST_STRAUS_TERMS = 96;

  private final StrausSum straus;
  private final PippengerSum pippenger;

  /** For at most {@code capacity} terms. */
  LinearCombinationSum(int capacity) {
    straus = new StrausSum(Math.min(capacity, MOST_STRAUS_TERMS));
    pippenger = new PippengerSum(capacity);
  }

  /**
   * Sets {@code out} to the sum, with all coordinates.
   *
   * @param scalarBits about how many bits all scalars have together
   */
  void compute(LinearCombination terms, long scalarBits, EdwardsPoint out) {
    int window = PippengerSum.bestWindow(scalarBits);
    if (terms.size() <= straus.capacity()
        && StrausSum.cost(terms.size(), scalarBits) <= PippengerSum.cost(window, scalarBits)) {
      straus.compute(terms, out);
    } else {
      pippenger.compute(terms, window, out);
    }
  }
}
