package io.timecoin.protocol.ed25519;

/**
 * Decodes points from 32 bytes by ZIP-215 (PROTOCOL §3.2): any y below 2^255 counts modulo p, and x
 * = 0 may carry the sign 1. Two points are decoded side by side ({@link FieldPair}). Keeps its
 * intermediate values: one object per thread.
 */
final class PointDecoder {
  /** Length of an encoded point, in bytes. */
  static final int ENCODED_LENGTH = 32;

  private static final FieldPair ONE = FieldPair.ofConstant(CurveConstants.ONE);
  private static final FieldPair D = FieldPair.ofConstant(CurveConstants.D);

  private final FieldExponentiation exponentiation = new FieldExponentiation();
  private final FieldPair y = new FieldPair();
  private final FieldPair u = new FieldPair();
  private final FieldPair v = new FieldPair();
  private final FieldPair v3 = new FieldPair();
  private final FieldPair root = new FieldPair();
  private final FieldPair check = new FieldPair();
  private final FieldElement difference = new FieldElement();

  /**
   * Decodes {@code count} points, {@link #ENCODED_LENGTH} bytes each from the beginning of {@code
   * encoded}.
   *
   * @param out become the points; those that do not decode have no defined state
   * @param decoded is told for each whether a point of the curve has this y
   */
  void decode(byte[] encoded, int count, EdwardsPoint[] out, boolean[] decoded) {
    for (int i = 0; i < count; i += 2) {
      // An odd one out is its own neighbour.
      int next = Math.min(i + 1, count - 1);
      y.first.setBytes(encoded, i * ENCODED_LENGTH);
      y.second.setBytes(encoded, next * ENCODED_LENGTH);
      setCandidates();
      decoded[i] = setX(root.first, check.first, u.first, sign(encoded, i), out[i].x);
      decoded[next] = setX(root.second, check.second, u.second, sign(encoded, next), out[next].x);
      complete(out[i], y.first);
      complete(out[next], y.second);
    }
  }

  private static boolean sign(byte[] encoded, int point) {
    return encoded[(point * ENCODED_LENGTH) + ENCODED_LENGTH - 1] < 0;
  }

  /**
   * u = y² − 1, v = d·y² + 1, root = u·v³·(u·v⁷)^((p−5)/8) and check = v·root², which is u or −u if
   * x² = u/v has roots. v is never 0, because −1/d is not a square.
   */
  private void setCandidates() {
    u.setSquare(y);
    v.setProduct(u, D);
    u.setDifference(u, ONE);
    v.setSum(v, ONE);
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
  }

  /** x = √(u/v) with the sign wanted, the candidate's multiple by 1 or √−1. False if none is. */
  private boolean setX(
      FieldElement candidate, FieldElement square, FieldElement u, boolean sign, FieldElement x) {
    difference.setDifference(square, u);
    if (!difference.isZero()) {
      square.setSum(square, u);
      if (!square.isZero()) {
        return false;
      }
      candidate.setProduct(candidate, CurveConstants.ROOT_OF_MINUS_ONE);
    }
    x.set(candidate);
    if (candidate.isOdd() != sign) {
      x.setNegation(x);
    }
    return true;
  }

  private static void complete(EdwardsPoint out, FieldElement y) {
    out.y.set(y);
    out.z.setSmall(1);
    out.t.setProduct(out.x, y);
  }
}
