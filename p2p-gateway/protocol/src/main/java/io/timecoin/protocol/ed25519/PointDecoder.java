package io.timecoin.protocol.ed25519;

/**
 * Decodes points from 32 bytes by ZIP-215 (PROTOCOL §3.2): any y below 2^255 counts modulo p, and x
 * = 0 may carry the sign 1. Keeps its intermediate values: one object per thread.
 */
final class PointDecoder {
  /** Length of an encoded point, in bytes. */
  static final int ENCODED_LENGTH = 32;

  private final FieldExponentiation exponentiation = new FieldExponentiation();
  private final FieldElement u = new FieldElement();
  private final FieldElement v = new FieldElement();
  private final FieldElement v3 = new FieldElement();
  private final FieldElement root = new FieldElement();
  private final FieldElement check = new FieldElement();
  private final FieldElement difference = new FieldElement();

  /**
   * Sets {@code out} to the point encoded at {@code offset}.
   *
   * @return false, with {@code out} in no defined state, if no point of the curve has this y
   */
  boolean decode(byte[] bytes, int offset, EdwardsPoint out) {
    out.y.setBytes(bytes, offset);
    boolean sign = bytes[offset + 31] < 0;
    u.setSquare(out.y);
    v.setProduct(u, CurveConstants.D);
    u.setDifference(u, CurveConstants.ONE);
    v.setSum(v, CurveConstants.ONE);
    if (!setRootOfFraction()) {
      return false;
    }
    if (root.isOdd() == sign) {
      out.x.set(root);
    } else {
      out.x.setNegation(root);
    }
    out.z.setSmall(1);
    out.t.setProduct(out.x, out.y);
    return true;
  }

  /**
   * Sets root = √(u/v) = u·v³·(u·v⁷)^((p−5)/8), times √−1 if that gives the root of −u/v. v is
   * never 0, because −1/d is not a square.
   */
  private boolean setRootOfFraction() {
    v3.setSquare(v);
    v3.setProduct(v3, v);
    root.setSquare(v3);
    root.setProduct(root, v);
    root.setProduct(root, u);
    exponentiation.powerForRoot(root, root);
    root.setProduct(root, v3);
    root.setProduct(root, u);
    check.setSquare(root);
    check.setProduct(check, v);
    difference.setDifference(check, u);
    if (difference.isZero()) {
      return true;
    }
    check.setSum(check, u);
    root.setProduct(root, CurveConstants.ROOT_OF_MINUS_ONE);
    return check.isZero();
  }
}
