package io.timecoin.protocol.ed25519;

/** Fixed powers of field elements. Keeps its intermediate values: one object per thread. */
final class FieldExponentiation {
  private final FieldElement t0 = new FieldElement();
  private final FieldElement t1 = new FieldElement();
  private final FieldElement t2 = new FieldElement();

  /**
   * Sets {@code out} = a^((p − 5)/8) = a^(2^252 − 3), from which square roots are made. Tight.
   * {@code out} may be {@code a}.
   */
  void powerForRoot(FieldElement a, FieldElement out) {
    t0.setSquare(a);
    squareRepeatedly(t0, 2, t1);
    t1.setProduct(a, t1); // a^9
    t0.setProduct(t0, t1); // a^11
    t0.setSquare(t0);
    t0.setProduct(t1, t0); // a^(2^5 − 1)
    squareRepeatedly(t0, 5, t1);
    t0.setProduct(t1, t0); // a^(2^10 − 1)
    squareRepeatedly(t0, 10, t1);
    t1.setProduct(t1, t0); // a^(2^20 − 1)
    squareRepeatedly(t1, 20, t2);
    t1.setProduct(t2, t1); // a^(2^40 − 1)
    squareRepeatedly(t1, 10, t1);
    t0.setProduct(t1, t0); // a^(2^50 − 1)
    squareRepeatedly(t0, 50, t1);
    t1.setProduct(t1, t0); // a^(2^100 − 1)
    squareRepeatedly(t1, 100, t2);
    t1.setProduct(t2, t1); // a^(2^200 − 1)
    squareRepeatedly(t1, 50, t1);
    t0.setProduct(t1, t0); // a^(2^250 − 1)
    squareRepeatedly(t0, 2, t0);
    out.setProduct(t0, a);
  }

  /**
   * Sets {@code out} = 1/a, and 0 for a = 0, as a^(p − 2) = a^(8·(p − 5)/8 + 3). Tight. {@code out}
   * must not be {@code a}.
   */
  void invert(FieldElement a, FieldElement out) {
    powerForRoot(a, out);
    squareRepeatedly(out, 3, out);
    t0.setSquare(a);
    t0.setProduct(t0, a);
    out.setProduct(out, t0);
  }

  private static void squareRepeatedly(FieldElement a, int times, FieldElement out) {
    out.setSquare(a);
    for (int i = 1; i < times; i++) {
      out.setSquare(out);
    }
  }
}
