package io.timecoin.protocol.ed25519;

/**
 * A {@link CachedPoint} with Z = 1, which saves one product in each addition: y + x, y − x and
 * 2d·x·y. The first two are sums of two tight elements, the last is tight.
 */
final class AffineCachedPoint {
  final FieldElement yPlusX = new FieldElement();
  final FieldElement yMinusX = new FieldElement();
  final FieldElement xy2d = new FieldElement();

  /** Becomes {@code p}, whose Z must be 1 and whose T must be valid. */
  void setAffine(EdwardsPoint p) {
    yPlusX.setSum(p.y, p.x);
    yMinusX.setDifference(p.y, p.x);
    xy2d.setProduct(p.t, CurveConstants.TWO_D);
  }

  /** Becomes {@code p}; slow, because it inverts Z. */
  void set(EdwardsPoint p, FieldExponentiation exponentiation) {
    FieldPair inverse = new FieldPair();
    exponentiation.invert(FieldPair.ofConstant(p.z), inverse);
    FieldElement x = new FieldElement();
    FieldElement y = new FieldElement();
    x.setProduct(p.x, inverse.first);
    y.setProduct(p.y, inverse.first);
    yPlusX.setSum(y, x);
    yMinusX.setDifference(y, x);
    xy2d.setProduct(x, y);
    xy2d.setProduct(xy2d, CurveConstants.TWO_D);
  }
}
