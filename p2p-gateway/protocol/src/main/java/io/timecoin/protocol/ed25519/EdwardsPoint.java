package io.timecoin.protocol.ed25519;

/**
 * A mutable point of −x² + y² = 1 + d·x²·y² in extended coordinates (Hisil, Wong, Carter, Dawson:
 * <i>Twisted Edwards Curves Revisited</i>, 2008): x = X/Z, y = Y/Z, x·y = T/Z, Z ≠ 0.
 *
 * <p>All coordinates are tight. T is stale after {@link CompletedPoint#toProjective}; doublings do
 * not read it.
 */
final class EdwardsPoint {
  final FieldElement x = new FieldElement();
  final FieldElement y = new FieldElement();
  final FieldElement z = new FieldElement();
  final FieldElement t = new FieldElement();

  /** The neutral element. */
  EdwardsPoint() {
    setIdentity();
  }

  /** Becomes the neutral element (0, 1). */
  void setIdentity() {
    x.setSmall(0);
    y.setSmall(1);
    z.setSmall(1);
    t.setSmall(0);
  }

  /** Becomes {@code p}. */
  void set(EdwardsPoint p) {
    x.set(p.x);
    y.set(p.y);
    z.set(p.z);
    t.set(p.t);
  }

  /** Becomes −p. */
  void setNegation(EdwardsPoint p) {
    x.setNegation(p.x);
    y.set(p.y);
    z.set(p.z);
    t.setNegation(p.t);
  }

  /** Whether this is the neutral element: x = 0 and y = 1. Leaves X canonical. */
  boolean isIdentity() {
    if (!x.isZero()) {
      return false;
    }
    FieldElement difference = new FieldElement();
    difference.setDifference(y, z);
    return difference.isZero();
  }
}
