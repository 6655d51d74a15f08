package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;

/**
 * The equation of a single signature, [8]([S]B − R − [k]A) = 0 (PROTOCOL §3.2), for eight
 * signatures at once: Straus's method in signed digits of radix 16, two at a time for B, each lane
 * with its own scalars. One object per thread.
 */
final class LaneEquation {
  private static final int DIGITS = SignedRadix16.SCALAR_DIGITS;
  private static final int RADIX_BITS = 4;
  private static final int COFACTOR_DOUBLINGS = 3;

  private final PointLanes points = new PointLanes();
  private final LaneTable keyTable = new LaneTable(points);
  private final BaseLaneTable baseTable = new BaseLaneTable(points);
  private final double[] sum = new double[PointLanes.POINT];
  private final double[] cached = new double[PointLanes.CACHED];
  private final byte[] keyDigits = new byte[LANES * DIGITS];
  private final byte[] baseDigits = new byte[LANES * DIGITS];
  private final ScalarModL negation = new ScalarModL();
  private final EdwardsPoint result = new EdwardsPoint();

  /** Puts the scalars of a signature into a lane. */
  void setScalars(int lane, ScalarModL s, ScalarModL k) {
    negation.setNegation(s);
    SignedRadix16.set(negation, DIGITS, baseDigits, lane * DIGITS);
    SignedRadix16.set(k, DIGITS, keyDigits, lane * DIGITS);
  }

  /** Computes [8](R + [k]A − [S]B) in all lanes, from eight R and eight A with valid T. */
  void compute(double[] pointsR, int ri, double[] pointsA, int ai) {
    keyTable.fill(pointsA, ai);
    PointLanes.setIdentity(sum, 0);
    for (int i = DIGITS - 1; i >= 0; i--) {
      points.doubleRepeatedly(sum, 0, RADIX_BITS);
      addKeys(i);
      if (i % 2 == 0) {
        addBase(i);
      }
    }
    points.toCached(pointsR, ri, cached, 0);
    points.add(sum, 0, cached, 0);
    points.doubleRepeatedly(sum, 0, COFACTOR_DOUBLINGS);
  }

  private void addKeys(int digit) {
    for (int lane = 0; lane < LANES; lane++) {
      keyTable.choose(lane, lane, keyDigits[(lane * DIGITS) + digit]);
    }
    keyTable.addChosen(sum, 0);
  }

  private void addBase(int digit) {
    for (int lane = 0; lane < LANES; lane++) {
      int at = (lane * DIGITS) + digit;
      baseTable.choose(lane, baseDigits[at + 1], baseDigits[at]);
    }
    baseTable.addChosen(sum, 0);
  }

  /** Whether the equation holds in a lane. */
  boolean isSatisfied(int lane) {
    PointLanes.get(sum, 0, lane, result);
    return result.isIdentity();
  }
}
