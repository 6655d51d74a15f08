package io.timecoin.protocol.ed25519;

/**
 * Σ [s_i]P_i as a list of terms, to be computed by {@link StrausSum} or {@link PippengerSum}. The
 * points are decoded ones (Z = 1) and belong to the caller, who must not change them while the list
 * is in use.
 */
final class LinearCombination {
  private final EdwardsPoint[] points;
  private final ScalarModL[] scalars;
  private int size;

  /** An empty list. */
  LinearCombination(int capacity) {
    points = new EdwardsPoint[capacity];
    scalars = new ScalarModL[capacity];
    for (int i = 0; i < capacity; i++) {
      scalars[i] = new ScalarModL();
    }
  }

  /** Takes all terms out. */
  void clear() {
    size = 0;
  }

  /**
   * Adds a term.
   *
   * @param point with Z = 1 and valid T
   * @return its scalar, for the caller to set
   * @throws ArrayIndexOutOfBoundsException if the list is full
   */
  ScalarModL add(EdwardsPoint point) {
    points[size] = point;
    return scalars[size++];
  }

  int size() {
    return size;
  }

  EdwardsPoint point(int term) {
    return points[term];
  }

  ScalarModL scalar(int term) {
    return scalars[term];
  }
}
