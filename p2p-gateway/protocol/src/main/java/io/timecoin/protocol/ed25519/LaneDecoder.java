package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.ELEMENT;
import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;

import io.timecoin.protocol.ed25519.vector.FieldLanes;

/**
 * Decodes eight points at once by ZIP-215, step by step as {@link PointDecoder} does one. Keeps its
 * intermediate values: one object per thread.
 */
final class LaneDecoder {
  private final double[] one = LaneElements.broadcast(CurveConstants.ONE);
  private final double[] d = LaneElements.broadcast(CurveConstants.D);
  private final double[] pair = new double[2 * ELEMENT];
  private final double[] u = new double[ELEMENT];
  private final double[] v = new double[ELEMENT];
  private final double[] v3 = new double[ELEMENT];
  private final double[] root = new double[ELEMENT];
  private final double[] check = new double[ELEMENT];
  private final double[] factor = new double[ELEMENT];
  private final LaneExponentiation exponentiation = new LaneExponentiation();
  private final FieldElement element = new FieldElement();

  /**
   * Decodes {@code count} points, 32 bytes each from {@code offset} on, into the lowest lanes of
   * the eight points at {@code pi}; the other lanes get the neutral element.
   *
   * @param decoded is told for each whether a point of the curve has this y; if not, its lane has
   *     numbers within the bounds that are no point
   */
  void decode(byte[] bytes, int offset, int count, double[] p, int pi, boolean[] decoded, int di) {
    PointLanes.setIdentity(p, pi);
    for (int lane = 0; lane < count; lane++) {
      element.setBytes(bytes, offset + (lane * PointDecoder.ENCODED_LENGTH));
      LaneElements.set(element, p, pi + PointLanes.Y, lane);
    }
    FieldLanes.carry(p, pi + PointLanes.Y, p, pi + PointLanes.Y);
    setFraction(p, pi + PointLanes.Y);
    setCandidate();
    for (int lane = 0; lane < count; lane++) {
      decoded[di + lane] = chooseRoot(lane);
    }
    FieldLanes.multiply(root, 0, factor, 0, p, pi + PointLanes.X);
    for (int lane = 0; lane < LANES; lane++) {
      boolean sign = lane < count && bytes[offset + (lane * PointDecoder.ENCODED_LENGTH) + 31] < 0;
      setSign(p, pi + PointLanes.X, lane, sign);
    }
    FieldLanes.multiply(p, pi + PointLanes.X, p, pi + PointLanes.Y, p, pi + PointLanes.T);
  }

  /** u = y² − 1, v = d·y² + 1. */
  private void setFraction(double[] y, int yi) {
    FieldLanes.square(y, yi, u, 0);
    FieldLanes.multiply(u, 0, d, 0, v, 0);
    FieldLanes.differenceAndSum(u, 0, one, 0, pair, 0);
    FieldLanes.carry(pair, 0, u, 0);
    FieldLanes.differenceAndSum(v, 0, one, 0, pair, 0);
    FieldLanes.carry(pair, ELEMENT, v, 0);
  }

  /** root = u·v³·(u·v⁷)^((p−5)/8), check = v·root², which is u or −u if there is a root. */
  private void setCandidate() {
    FieldLanes.square(v, 0, v3, 0);
    FieldLanes.multiply(v3, 0, v, 0, v3, 0);
    FieldLanes.square(v3, 0, root, 0);
    FieldLanes.multiply(root, 0, v, 0, root, 0);
    FieldLanes.multiply(root, 0, u, 0, root, 0);
    exponentiation.powerForRoot(root, 0);
    FieldLanes.multiply(root, 0, v3, 0, root, 0);
    FieldLanes.multiply(root, 0, u, 0, root, 0);
    FieldLanes.square(root, 0, check, 0);
    FieldLanes.multiply(check, 0, v, 0, check, 0);
    FieldLanes.differenceAndSum(check, 0, u, 0, pair, 0);
    LaneElements.setSmall(1, factor, 0);
  }

  /** The factor of the lane = 1 or √−1. False if there is no root. */
  private boolean chooseRoot(int lane) {
    LaneElements.get(pair, 0, lane, element);
    if (element.isZero()) {
      return true;
    }
    LaneElements.set(CurveConstants.ROOT_OF_MINUS_ONE, factor, 0, lane);
    LaneElements.get(pair, ELEMENT, lane, element);
    return element.isZero();
  }

  /** Negates x in one lane if it has not the sign wanted. */
  private void setSign(double[] x, int xi, int lane, boolean sign) {
    LaneElements.get(x, xi, lane, element);
    if (element.isOdd() != sign) {
      for (int i = lane; i < ELEMENT; i += LANES) {
        x[xi + i] = -x[xi + i];
      }
    }
  }
}
