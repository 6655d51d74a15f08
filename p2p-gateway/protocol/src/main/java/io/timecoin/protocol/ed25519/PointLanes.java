package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.ELEMENT;
import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;

import io.timecoin.protocol.ed25519.vector.FieldLanes;

/**
 * Doublings and additions of eight points at once, by the formulas of {@link CompletedPoint}. Keeps
 * its intermediate values: one object per thread.
 *
 * <p>Eight points in extended coordinates are four elements of an array, X, Y, Z and T; all are
 * reduced. Eight points prepared for being added are five: Y + X, Y − X, 2d·T, −2d·T and 2·Z.
 */
final class PointLanes {
  static final int X = 0;
  static final int Y = ELEMENT;
  static final int Z = 2 * ELEMENT;
  static final int T = 3 * ELEMENT;

  /** Doubles in eight points. */
  static final int POINT = 4 * ELEMENT;

  static final int Y_PLUS_X = 0;
  static final int Y_MINUS_X = ELEMENT;
  static final int T2D = 2 * ELEMENT;
  static final int TWO_Z = 4 * ELEMENT;

  /** Doubles in eight prepared points. */
  static final int CACHED = 5 * ELEMENT;

  /** Doubles in eight prepared points with Z = 1, which have no element 2·Z. */
  static final int AFFINE = 4 * ELEMENT;

  // The scratch array: Y − X and Y + X, then the operands A to D, then E to H.
  private static final int SUMS = 0;
  private static final int A = 2 * ELEMENT;
  private static final int B = A + ELEMENT;
  private static final int C = B + ELEMENT;
  private static final int D = C + ELEMENT;
  private static final int E = D + ELEMENT;
  private static final int F = E + ELEMENT;
  private static final int G = F + ELEMENT;
  private static final int H = G + ELEMENT;

  private final double[] scratch = new double[H + ELEMENT];
  private final double[] twoD = LaneElements.broadcast(CurveConstants.TWO_D);

  /** p += c. */
  void add(double[] p, int pi, double[] c, int ci) {
    FieldLanes.multiply(p, pi + Z, c, ci + TWO_Z, scratch, D);
    addTimesDenominator(p, pi, c, ci);
  }

  /** p += c for a c with Z = 1. */
  void addAffine(double[] p, int pi, double[] c, int ci) {
    // D = 2·Z; the difference before it, 0, gives way to C.
    FieldLanes.differenceAndSum(p, pi + Z, p, pi + Z, scratch, C);
    addTimesDenominator(p, pi, c, ci);
  }

  /** Completes p += c, with D in its place. */
  private void addTimesDenominator(double[] p, int pi, double[] c, int ci) {
    FieldLanes.differenceAndSum(p, pi + Y, p, pi + X, scratch, SUMS);
    FieldLanes.multiply(scratch, SUMS, c, ci + Y_MINUS_X, scratch, A);
    FieldLanes.multiply(scratch, SUMS + ELEMENT, c, ci + Y_PLUS_X, scratch, B);
    FieldLanes.multiply(p, pi + T, c, ci + T2D, scratch, C);
    FieldLanes.completeSum(scratch, A, E);
    toProjective(p, pi);
    FieldLanes.multiply(scratch, E, scratch, H, p, pi + T);
  }

  /** r = 2p, with T. The two may be the same. */
  void setDouble(double[] p, int pi, double[] r, int ri) {
    completeDouble(p, pi);
    toProjective(r, ri);
    FieldLanes.multiply(scratch, E, scratch, H, r, ri + T);
  }

  /** p = 2^times·p, with T. Reads no T. */
  void doubleRepeatedly(double[] p, int pi, int times) {
    for (int i = 1; i < times; i++) {
      completeDouble(p, pi);
      toProjective(p, pi);
    }
    setDouble(p, pi, p, pi);
  }

  private void completeDouble(double[] p, int pi) {
    FieldLanes.square(p, pi + X, scratch, A);
    FieldLanes.square(p, pi + Y, scratch, B);
    FieldLanes.square(p, pi + Z, scratch, C);
    FieldLanes.multiply(p, pi + X, p, pi + Y, scratch, D);
    FieldLanes.completeDouble(scratch, A, E);
  }

  private void toProjective(double[] r, int ri) {
    FieldLanes.multiply(scratch, E, scratch, F, r, ri + X);
    FieldLanes.multiply(scratch, H, scratch, G, r, ri + Y);
    FieldLanes.multiply(scratch, F, scratch, G, r, ri + Z);
  }

  /** Makes p ready for being added. */
  void toCached(double[] p, int pi, double[] c, int ci) {
    FieldLanes.multiply(p, pi + T, twoD, 0, c, ci + T2D);
    FieldLanes.completeCached(p, pi, c, ci);
  }

  /** p = the neutral element in every lane. */
  static void setIdentity(double[] p, int pi) {
    LaneElements.setSmall(0, p, pi + X);
    LaneElements.setSmall(1, p, pi + Y);
    LaneElements.setSmall(1, p, pi + Z);
    LaneElements.setSmall(0, p, pi + T);
  }

  /** Copies one lane's point into a lane of other points. */
  static void copyLane(
      double[] from, int fromOffset, int fromLane, double[] to, int toOffset, int toLane) {
    for (int i = 0; i < POINT; i += LANES) {
      to[toOffset + i + toLane] = from[fromOffset + i + fromLane];
    }
  }

  /** Puts a point into one lane. */
  static void set(EdwardsPoint point, double[] p, int pi, int lane) {
    LaneElements.set(point.x, p, pi + X, lane);
    LaneElements.set(point.y, p, pi + Y, lane);
    LaneElements.set(point.z, p, pi + Z, lane);
    LaneElements.set(point.t, p, pi + T, lane);
    FieldLanes.carry(p, pi + X, p, pi + X);
    FieldLanes.carry(p, pi + Y, p, pi + Y);
    FieldLanes.carry(p, pi + Z, p, pi + Z);
    FieldLanes.carry(p, pi + T, p, pi + T);
  }

  /** Sets {@code out} to the point in one lane. */
  static void get(double[] p, int pi, int lane, EdwardsPoint out) {
    LaneElements.get(p, pi + X, lane, out.x);
    LaneElements.get(p, pi + Y, lane, out.y);
    LaneElements.get(p, pi + Z, lane, out.z);
    LaneElements.get(p, pi + T, lane, out.t);
  }
}
