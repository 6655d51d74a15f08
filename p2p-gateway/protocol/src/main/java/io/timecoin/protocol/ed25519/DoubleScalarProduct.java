package io.timecoin.protocol.ed25519;

/**
 * Computes [s]B − [k]A by Straus's method: one chain of doublings for both products, additions
 * where a digit of either scalar's non-adjacent form is not 0. Time depends on the scalars, none of
 * which is secret. Keeps its intermediate values: one object per thread.
 */
final class DoubleScalarProduct {
  private static final int POINT_WIDTH = 5;

  private final NonAdjacentForm baseDigits = new NonAdjacentForm(BasePointTable.WIDTH);
  private final NonAdjacentForm pointDigits = new NonAdjacentForm(POINT_WIDTH);
  private final OddMultiples multiples = new OddMultiples();
  private final CachedPoint[] table = new CachedPoint[1 << (POINT_WIDTH - 2)];
  private final CompletedPoint completed = new CompletedPoint();

  DoubleScalarProduct() {
    for (int i = 0; i < table.length; i++) {
      table[i] = new CachedPoint();
    }
  }

  /**
   * Sets {@code out} = [s]B − [k]A with all coordinates. A may be any point of the curve, also of
   * small or mixed order; {@code out} must not be A.
   */
  void compute(ScalarModL s, ScalarModL k, EdwardsPoint pointA, EdwardsPoint out) {
    baseDigits.set(s);
    pointDigits.set(k);
    fillTable(pointA);
    out.setIdentity();
    for (int i = Math.max(baseDigits.highestPosition(), pointDigits.highestPosition());
        i >= 0;
        i--) {
      completed.setDouble(out);
      addDigits(i, out);
      if (i > 0) {
        completed.toProjective(out);
      } else {
        completed.toExtended(out);
      }
    }
  }

  private void fillTable(EdwardsPoint pointA) {
    multiples.start(pointA);
    table[0].set(pointA);
    for (int i = 1; i < table.length; i++) {
      multiples.advance();
      table[i].set(multiples.current());
    }
  }

  private void addDigits(int position, EdwardsPoint scratch) {
    int pointDigit = pointDigits.digit(position);
    if (pointDigit != 0) {
      completed.toExtended(scratch);
      if (pointDigit > 0) {
        completed.setDifference(scratch, table[pointDigit >> 1]);
      } else {
        completed.setSum(scratch, table[-pointDigit >> 1]);
      }
    }
    int baseDigit = baseDigits.digit(position);
    if (baseDigit != 0) {
      completed.toExtended(scratch);
      if (baseDigit > 0) {
        completed.setSum(scratch, BasePointTable.get(baseDigit));
      } else {
        completed.setDifference(scratch, BasePointTable.get(-baseDigit));
      }
    }
  }
}
