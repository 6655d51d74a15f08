package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.ELEMENT;
import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;

import io.timecoin.protocol.ed25519.vector.TableLanes;

/**
 * The multiples 0 to 8 of eight points, from which each lane fetches the one its digit asks for. A
 * negative digit swaps Y + X with Y − X and 2d·T with −2d·T. One object per thread.
 */
final class LaneTable {
  private static final int MOST = 8;

  private final double[] entries = new double[(MOST + 1) * PointLanes.CACHED];
  private final double[] multiples = new double[(MOST + 1) * PointLanes.POINT];
  private final double[] fetched = new double[PointLanes.CACHED];
  private final int[] index = new int[3 * LANES];
  private final PointLanes points;

  /** A table filled with the neutral element's multiples, computing with {@code points}. */
  LaneTable(PointLanes points) {
    this.points = points;
    PointLanes.setIdentity(multiples, 0);
    for (int multiple = 0; multiple <= MOST; multiple++) {
      points.toCached(multiples, 0, entries, multiple * PointLanes.CACHED);
    }
  }

  /** Fills the table with the multiples of eight points with valid T. */
  void fill(double[] p, int pi) {
    System.arraycopy(p, pi, multiples, PointLanes.POINT, PointLanes.POINT);
    toCached(1);
    for (int multiple = 2; multiple <= MOST; multiple++) {
      if (multiple % 2 == 0) {
        points.setDouble(multiples, at(multiple / 2), multiples, at(multiple));
      } else {
        System.arraycopy(multiples, at(multiple - 1), multiples, at(multiple), PointLanes.POINT);
        points.add(multiples, at(multiple), entries, PointLanes.CACHED);
      }
      toCached(multiple);
    }
  }

  private void toCached(int multiple) {
    points.toCached(multiples, at(multiple), entries, multiple * PointLanes.CACHED);
  }

  private static int at(int multiple) {
    return multiple * PointLanes.POINT;
  }

  /**
   * Says which multiple a lane adds next.
   *
   * @param column of which of the table's points, from 0 to 7
   * @param digit from −8 to 8
   */
  void choose(int lane, int column, int digit) {
    // Without branches, since nobody can predict a digit's sign.
    int sign = digit >> 31;
    int entry = (((digit ^ sign) - sign) * PointLanes.CACHED) + column;
    int swap = sign & ELEMENT;
    index[lane] = entry;
    index[LANES + lane] = entry + swap;
    index[(2 * LANES) + lane] = entry + ELEMENT - swap;
  }

  /** Adds to the eight points at {@code pi} the multiples chosen. */
  void addChosen(double[] p, int pi) {
    for (int i = 0; i < ELEMENT; i += LANES) {
      TableLanes.gather(entries, i, index, LANES, fetched, PointLanes.Y_PLUS_X + i);
      TableLanes.gather(entries, i, index, 2 * LANES, fetched, PointLanes.Y_MINUS_X + i);
      TableLanes.gather(entries, PointLanes.T2D + i, index, LANES, fetched, PointLanes.T2D + i);
      TableLanes.gather(entries, PointLanes.TWO_Z + i, index, 0, fetched, PointLanes.TWO_Z + i);
    }
    points.add(p, pi, fetched, 0);
  }
}
