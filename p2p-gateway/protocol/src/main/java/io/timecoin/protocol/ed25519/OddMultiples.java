package io.timecoin.protocol.ed25519;

/** Walks through P, 3P, 5P, … of a point. One object per thread. */
final class OddMultiples {
  private final CompletedPoint completed = new CompletedPoint();
  private final EdwardsPoint current = new EdwardsPoint();
  private final CachedPoint twice = new CachedPoint();

  /** Puts the walk to P = {@code point}, whose T must be valid. */
  void start(EdwardsPoint point) {
    completed.setDouble(point);
    completed.toExtended(current);
    twice.set(current);
    current.set(point);
  }

  /** The multiple reached; it changes with {@link #advance}. All coordinates are valid. */
  EdwardsPoint current() {
    return current;
  }

  /** Goes on to the next odd multiple. */
  void advance() {
    completed.setSum(current, twice);
    completed.toExtended(current);
  }
}
