package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;

/**
 * Computes Σ [s_i]P_i by Straus's method in signed digits of radix 16, eight digits at a time.
 *
 * <p>Step j of lane l adds up what has the weight 16^(8·l + j): a scalar's 64 digits are eight
 * steps of eight lanes. A factor's 32 digits fill but half the lanes, so factors are taken in
 * pairs, the second one's digits in the upper lanes. All sums stay in the first-level cache, and so
 * does the table, which lives only while its eight points are added: how many points there are does
 * not matter. One object per thread.
 */
final class LaneSum {
  private static final int STEPS = SignedRadix16.SCALAR_DIGITS / LANES;
  private static final int HALF = LANES / 2;
  private static final int RADIX_BITS = 4;

  /** What the weights of neighbouring lanes differ by, as a power of two. */
  private static final int LANE_BITS = RADIX_BITS * STEPS;

  private final PointLanes points = new PointLanes();
  private final LaneTable table = new LaneTable(points);
  private final LaneTable baseTable = new LaneTable(points);
  private final double[] scalarSums = new double[STEPS * PointLanes.POINT];
  private final double[] factorSums = new double[STEPS * PointLanes.POINT];
  private final double[] cached = new double[PointLanes.CACHED];
  private final byte[] digits = new byte[2 * SignedRadix16.SCALAR_DIGITS];
  private final EdwardsPoint summand = new EdwardsPoint();
  private final CachedPoint cachedSummand = new CachedPoint();
  private final CompletedPoint completed = new CompletedPoint();

  /** An empty sum. */
  LaneSum() {
    double[] base = new double[PointLanes.POINT];
    PointLanes.setIdentity(base, 0);
    PointLanes.set(BasePointTable.basePoint(), base, 0, 0);
    baseTable.fill(base, 0);
    clear();
  }

  /** Starts anew, from the neutral element. */
  void clear() {
    for (int step = 0; step < STEPS; step++) {
      PointLanes.setIdentity(scalarSums, step * PointLanes.POINT);
      PointLanes.setIdentity(factorSums, step * PointLanes.POINT);
    }
  }

  /** Takes eight points with valid T, whose multiples are then added by column, 0 to 7. */
  void setPoints(double[] p, int pi) {
    table.fill(p, pi);
  }

  /** Adds [scalar]P for the point in a column. */
  void addScalar(ScalarModL scalar, int column) {
    SignedRadix16.set(scalar, SignedRadix16.SCALAR_DIGITS, digits, 0);
    addDigits(table, column, column, scalarSums);
  }

  /** Adds [scalar]B. */
  void addBase(ScalarModL scalar) {
    SignedRadix16.set(scalar, SignedRadix16.SCALAR_DIGITS, digits, 0);
    addDigits(baseTable, 0, 0, scalarSums);
  }

  /** Adds [first]P + [second]Q for the points in a column and in the next one; both below 2^127. */
  void addFactors(ScalarModL first, ScalarModL second, int column) {
    SignedRadix16.set(first, SignedRadix16.FACTOR_DIGITS, digits, 0);
    SignedRadix16.set(second, SignedRadix16.FACTOR_DIGITS, digits, SignedRadix16.FACTOR_DIGITS);
    addDigits(table, column, column + 1, factorSums);
  }

  private void addDigits(LaneTable from, int lowerColumn, int upperColumn, double[] sums) {
    for (int step = 0; step < STEPS; step++) {
      for (int lane = 0; lane < LANES; lane++) {
        int column = lane < HALF ? lowerColumn : upperColumn;
        from.choose(lane, column, digits[(lane * STEPS) + step]);
      }
      from.addChosen(sums, step * PointLanes.POINT);
    }
  }

  /** Sets {@code out} to the sum, with all coordinates; the sum must then be cleared. */
  void finish(EdwardsPoint out) {
    addSteps(scalarSums);
    addSteps(factorSums);
    out.setIdentity();
    for (int lane = LANES - 1; lane >= 0; lane--) {
      multiplyByLaneWeight(out);
      addLane(scalarSums, lane, out);
      if (lane < HALF) {
        addLane(factorSums, lane, out);
        addLane(factorSums, lane + HALF, out);
      }
    }
  }

  /** In each lane, Σ 16^j·step_j into step 0 (Horner). */
  private void addSteps(double[] sums) {
    int highest = (STEPS - 1) * PointLanes.POINT;
    for (int step = STEPS - 2; step >= 0; step--) {
      points.doubleRepeatedly(sums, highest, RADIX_BITS);
      points.toCached(sums, step * PointLanes.POINT, cached, 0);
      points.add(sums, highest, cached, 0);
    }
    System.arraycopy(sums, highest, sums, 0, PointLanes.POINT);
  }

  private void multiplyByLaneWeight(EdwardsPoint out) {
    for (int i = 1; i < LANE_BITS; i++) {
      completed.setDouble(out);
      completed.toProjective(out);
    }
    completed.setDouble(out);
    completed.toExtended(out);
  }

  private void addLane(double[] sums, int lane, EdwardsPoint out) {
    PointLanes.get(sums, 0, lane, summand);
    cachedSummand.set(summand);
    completed.setSum(out, cachedSummand);
    completed.toExtended(out);
  }
}
