package io.timecoin.protocol.ed25519;

/**
 * The result of a doubling or an addition before its last products, and the place where both are
 * computed: X = E·F, Y = G·H, Z = F·G, T = E·H.
 *
 * <p>The formulas are those of Hisil, Wong, Carter and Dawson (2008) for a = −1. On this curve −1
 * is a square and d is not, so they are complete: right for every pair of points, the small-order
 * ones and the neutral element included.
 *
 * <p>With tight input, the limbs of E, H and of either F or G are below 2^52 + 2^17 in size, those
 * of the other one, which is F after a doubling or a difference and G after a sum, below 3·2^51 +
 * 2^17. It never meets itself in a product, so all are within {@link FieldElement#PRODUCT_LIMIT}.
 */
final class CompletedPoint {
  private final FieldElement a = new FieldElement();
  private final FieldElement b = new FieldElement();
  private final FieldElement c = new FieldElement();
  private final FieldElement d = new FieldElement();
  private final FieldElement e = new FieldElement();
  private final FieldElement f = new FieldElement();
  private final FieldElement g = new FieldElement();
  private final FieldElement h = new FieldElement();

  /** Becomes 2p. Does not read the T of {@code p}. */
  void setDouble(EdwardsPoint p) {
    a.setSquare(p.x);
    b.setSquare(p.y);
    c.setSquare(p.z);
    d.setSum(p.x, p.y);
    d.setSquare(d);
    h.setSum(b, a);
    e.setDifference(d, h);
    g.setDifference(b, a);
    c.setSum(c, c);
    f.setDifference(c, g);
  }

  /** Becomes p + q. */
  void setSum(EdwardsPoint p, CachedPoint q) {
    multiplyCoordinates(p, q.yPlusX, q.yMinusX, q.t2d);
    d.setProduct(p.z, q.z);
    complete(f, g);
  }

  /** Becomes p − q. */
  void setDifference(EdwardsPoint p, CachedPoint q) {
    multiplyCoordinates(p, q.yMinusX, q.yPlusX, q.t2d);
    d.setProduct(p.z, q.z);
    complete(g, f);
  }

  /** Becomes p + q. */
  void setSum(EdwardsPoint p, AffineCachedPoint q) {
    multiplyCoordinates(p, q.yPlusX, q.yMinusX, q.xy2d);
    d.set(p.z);
    complete(f, g);
  }

  /** Becomes p − q. */
  void setDifference(EdwardsPoint p, AffineCachedPoint q) {
    multiplyCoordinates(p, q.yMinusX, q.yPlusX, q.xy2d);
    d.set(p.z);
    complete(g, f);
  }

  /** A = (Y1 − X1)·forA, B = (Y1 + X1)·forB, C = T1·forC; negating q swaps forA and forB. */
  private void multiplyCoordinates(
      EdwardsPoint p, FieldElement forB, FieldElement forA, FieldElement forC) {
    a.setDifference(p.y, p.x);
    a.setProduct(a, forA);
    b.setSum(p.y, p.x);
    b.setProduct(b, forB);
    c.setProduct(p.t, forC);
  }

  /** The sums behind A, B, C and D; negating q changes the sign of C, which swaps F and G. */
  private void complete(FieldElement lessC, FieldElement moreC) {
    d.setSum(d, d);
    e.setDifference(b, a);
    h.setSum(b, a);
    lessC.setDifference(d, c);
    moreC.setSum(d, c);
  }

  /** Sets X, Y and Z of {@code out} and leaves its T stale: enough when a doubling comes next. */
  void toProjective(EdwardsPoint out) {
    out.x.setProduct(e, f);
    out.y.setProduct(g, h);
    out.z.setProduct(f, g);
  }

  /** Sets all coordinates of {@code out}. */
  void toExtended(EdwardsPoint out) {
    toProjective(out);
    out.t.setProduct(e, h);
  }
}
