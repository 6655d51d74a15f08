package io.timecoin.protocol.ed25519;

/** Whether a point is of small order. Keeps its intermediate values: one object per thread. */
final class CofactorCheck {
  private static final int COFACTOR_DOUBLINGS = 3;

  private final CompletedPoint completed = new CompletedPoint();

  /** Whether [8]p is the neutral element. Leaves [8]p, without its T, in {@code p}. */
  boolean isSmallOrder(EdwardsPoint p) {
    for (int i = 0; i < COFACTOR_DOUBLINGS; i++) {
      completed.setDouble(p);
      completed.toProjective(p);
    }
    return p.isIdentity();
  }
}
