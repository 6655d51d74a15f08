package io.timecoin.protocol.ed25519;

/** Fixed powers of field elements. Keeps its intermediate values: one object per thread. */
final class FieldExponentiation {
  private final FieldPair t0 = new FieldPair();
  private final FieldPair t1 = new FieldPair();
  private final FieldPair t2 = new FieldPair();

  /**
   * Sets {@code out} = a^((p − 5)/8) = a^(2^252 − 3), from which square roots are made. Tight.
   * {@code out} may be {@code a}.
   */
  void powerForRoot(FieldPair a, FieldPair out) {
    t0.setSquare(a);
    t1.setRepeatedSquare(t0, 2);
    t1.setProduct(a, t1); // a^9
    t0.setProduct(t0, t1); // a^11
    t0.setSquare(t0);
    t0.setProduct(t1, t0); // a^(2^5 − 1)
    t1.setRepeatedSquare(t0, 5);
    t0.setProduct(t1, t0); // a^(2^10 − 1)
    t1.setRepeatedSquare(t0, 10);
    t1.setProduct(t1, t0); // a^(2^20 − 1)
    t2.setRepeatedSquare(t1, 20);
    t1.setProduct(t2, t1); // a^(2^40 − 1)
    t1.setRepeatedSquare(t1, 10);
    t0.setProduct(t1, t0); // a^(2^50 − 1)
    t1.setRepeatedSquare(t0, 50);
    t1.setProduct(t1, t0); // a^(2^100 − 1)
    t2.setRepeatedSquare(t1, 100);
    t1.setProduct(t2, t1); // a^(2^200 − 1)
    t1.setRepeatedSquare(t1, 50);
    t0.setProduct(t1, t0); // a^(2^250 − 1)
    t0.setRepeatedSquare(t0, 2);
    out.setProduct(t0, a);
  }

  /**
   * Sets {@code out} = 1/a, and 0 for a = 0, as a^(p − 2) = a^(8·(p − 5)/8 + 3). Tight. {@code out}
   * must not be {@code a}.
   */
  void invert(FieldPair a, FieldPair out) {
    powerForRoot(a, out);
    out.setRepeatedSquare(out, 3);
    t0.setSquare(a);
    t0.setProduct(t0, a);
    out.setProduct(out, t0);
  }
}
