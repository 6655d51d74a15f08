package io.timecoin.protocol.ed25519;

/**
 * A point prepared for being added often: Y + X, Y − X, Z and 2d·T.
 *
 * <p>Y + X and Y − X are sums of two tight elements, the others tight.
 */
final class CachedPoint {
  final FieldElement yPlusX = new FieldElement();
  final FieldElement yMinusX = new FieldElement();
  final FieldElement z = new FieldElement();
  final FieldElement t2d = new FieldElement();

  /** Becomes {@code p}, whose T must be valid. */
  void set(EdwardsPoint p) {
    yPlusX.setSum(p.y, p.x);
    yMinusX.setDifference(p.y, p.x);
    z.set(p.z);
    t2d.setProduct(p.t, CurveConstants.TWO_D);
  }
}
