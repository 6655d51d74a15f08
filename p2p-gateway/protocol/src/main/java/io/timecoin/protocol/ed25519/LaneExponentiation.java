package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.ELEMENT;

import io.timecoin.protocol.ed25519.vector.FieldLanes;

/** The power of {@link FieldExponentiation} for eight elements at once. One object per thread. */
final class LaneExponentiation {
  private static final int T0 = 0;
  private static final int T1 = ELEMENT;
  private static final int T2 = 2 * ELEMENT;

  private final double[] t = new double[3 * ELEMENT];

  /** a = a^((p − 5)/8) = a^(2^252 − 3). Reduced; reduced. */
  void powerForRoot(double[] a, int ai) {
    FieldLanes.square(a, ai, t, T0);
    squareRepeatedly(T0, 2, T1);
    FieldLanes.multiply(t, T1, a, ai, t, T1); // a^9
    multiply(T0, T1, T0); // a^11
    squareRepeatedly(T0, 1, T0);
    multiply(T1, T0, T0); // a^(2^5 − 1)
    squareRepeatedly(T0, 5, T1);
    multiply(T1, T0, T0); // a^(2^10 − 1)
    squareRepeatedly(T0, 10, T1);
    multiply(T1, T0, T1); // a^(2^20 − 1)
    squareRepeatedly(T1, 20, T2);
    multiply(T2, T1, T1); // a^(2^40 − 1)
    squareRepeatedly(T1, 10, T1);
    multiply(T1, T0, T0); // a^(2^50 − 1)
    squareRepeatedly(T0, 50, T1);
    multiply(T1, T0, T1); // a^(2^100 − 1)
    squareRepeatedly(T1, 100, T2);
    multiply(T2, T1, T1); // a^(2^200 − 1)
    squareRepeatedly(T1, 50, T1);
    multiply(T1, T0, T0); // a^(2^250 − 1)
    squareRepeatedly(T0, 2, T0);
    FieldLanes.multiply(t, T0, a, ai, a, ai);
  }

  private void multiply(int a, int b, int r) {
    FieldLanes.multiply(t, a, t, b, t, r);
  }

  private void squareRepeatedly(int a, int times, int r) {
    FieldLanes.square(t, a, t, r);
    for (int i = 1; i < times; i++) {
      FieldLanes.square(t, r, t, r);
    }
  }
}
