package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.ELEMENT;
import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;

import io.timecoin.protocol.ed25519.vector.FieldLanes;
import io.timecoin.protocol.ed25519.vector.TableLanes;

/**
 * The multiples 0 to 136 of the base point with Z = 1, from which each lane fetches the one that
 * its two digits of radix 16 ask for. One object per thread.
 */
final class BaseLaneTable {
  private static final int MOST = 136;
  private static final int LIMBS = ELEMENT / LANES;

  // An entry: the limbs of y + x, of y − x, of 2d·x·y and of −2d·x·y.
  private static final int Y_PLUS_X = 0;
  private static final int Y_MINUS_X = LIMBS;
  private static final int XY2D = 2 * LIMBS;
  private static final int ENTRY = 4 * LIMBS;

  private final double[] entries = new double[(MOST + 1) * ENTRY];
  private final int[] index = new int[2 * LANES];
  private final double[] fetched = new double[PointLanes.AFFINE];
  private final PointLanes points;

  /** Computes the table, for additions by {@code points}. */
  BaseLaneTable(PointLanes points) {
    this.points = points;
    EdwardsPoint multiple = new EdwardsPoint();
    CachedPoint base = new CachedPoint();
    base.set(BasePointTable.basePoint());
    CompletedPoint completed = new CompletedPoint();
    FieldExponentiation exponentiation = new FieldExponentiation();
    AffineCachedPoint affine = new AffineCachedPoint();
    for (int i = 0; i <= MOST; i++) {
      affine.set(multiple, exponentiation);
      put(affine, i * ENTRY);
      completed.setSum(multiple, base);
      completed.toExtended(multiple);
    }
  }

  private void put(AffineCachedPoint point, int entry) {
    double[] element = new double[ELEMENT];
    put(point.yPlusX, element, entry + Y_PLUS_X);
    put(point.yMinusX, element, entry + Y_MINUS_X);
    put(point.xy2d, element, entry + XY2D);
    for (int i = 0; i < LIMBS; i++) {
      entries[entry + XY2D + LIMBS + i] = -entries[entry + XY2D + i];
    }
  }

  private void put(FieldElement a, double[] element, int offset) {
    LaneElements.set(a, element, 0, 0);
    FieldLanes.carry(element, 0, element, 0);
    for (int i = 0; i < LIMBS; i++) {
      entries[offset + i] = element[i * LANES];
    }
  }

  /**
   * Says which multiple a lane adds next.
   *
   * @param high digit from −8 to 8, which counts sixteen times
   * @param low digit from −8 to 8
   */
  void choose(int lane, int high, int low) {
    int digit = (16 * high) + low;
    // Without branches, since nobody can predict a digit's sign.
    int sign = digit >> 31;
    int entry = ((digit ^ sign) - sign) * ENTRY;
    int swap = sign & LIMBS;
    index[lane] = entry + swap;
    index[LANES + lane] = entry + LIMBS - swap;
  }

  /** Adds to the eight points at {@code pi} the multiples chosen. */
  void addChosen(double[] p, int pi) {
    for (int i = 0; i < LIMBS; i++) {
      int to = i * LANES;
      TableLanes.gather(entries, i, index, 0, fetched, PointLanes.Y_PLUS_X + to);
      TableLanes.gather(entries, i, index, LANES, fetched, PointLanes.Y_MINUS_X + to);
      TableLanes.gather(entries, XY2D + i, index, 0, fetched, PointLanes.T2D + to);
    }
    points.addAffine(p, pi, fetched, 0);
  }
}
