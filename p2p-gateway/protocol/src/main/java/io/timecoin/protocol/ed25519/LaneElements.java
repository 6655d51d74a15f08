package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.ELEMENT;
import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;

import io.timecoin.protocol.ed25519.vector.FieldLanes;
import java.util.Arrays;

/** Puts field elements into lanes and takes them out. */
final class LaneElements {
  private LaneElements() {}

  /** Puts {@code a} into one lane. Its limbs are below 2^53 in size; it must then be carried. */
  static void set(FieldElement a, double[] r, int offset, int lane) {
    r[offset + lane] = a.l0;
    r[offset + LANES + lane] = a.l1;
    r[offset + (2 * LANES) + lane] = a.l2;
    r[offset + (3 * LANES) + lane] = a.l3;
    r[offset + (4 * LANES) + lane] = a.l4;
  }

  /** Sets {@code out} to a lane's element, at most twice reduced. Tight. */
  static void get(double[] a, int offset, int lane, FieldElement out) {
    out.setCarried(
        (long) a[offset + lane],
        (long) a[offset + LANES + lane],
        (long) a[offset + (2 * LANES) + lane],
        (long) a[offset + (3 * LANES) + lane],
        (long) a[offset + (4 * LANES) + lane]);
  }

  /** A small number in every lane. */
  static void setSmall(int value, double[] r, int offset) {
    Arrays.fill(r, offset, offset + LANES, value);
    Arrays.fill(r, offset + LANES, offset + ELEMENT, 0);
  }

  /** An array with {@code a}, which is reduced by a carry, in every lane. */
  static double[] broadcast(FieldElement a) {
    double[] r = new double[ELEMENT];
    for (int lane = 0; lane < LANES; lane++) {
      set(a, r, 0, lane);
    }
    FieldLanes.carry(r, 0, r, 0);
    return r;
  }
}
