package io.timecoin.protocol.ed25519;

/**
 * Two field elements that go through the same operations. In a long chain of squarings each waits
 * for the one before; the processor meanwhile computes the other element's. Bounds are those of
 * {@link FieldElement}'s operations.
 */
final class FieldPair {
  final FieldElement first;
  final FieldElement second;

  /** Two zeros. */
  FieldPair() {
    this(new FieldElement(), new FieldElement());
  }

  private FieldPair(FieldElement first, FieldElement second) {
    this.first = first;
    this.second = second;
  }

  /** Twice the same constant. */
  static FieldPair ofConstant(FieldElement a) {
    return new FieldPair(a, a);
  }

  /** Become a + b. */
  void setSum(FieldPair a, FieldPair b) {
    first.setSum(a.first, b.first);
    second.setSum(a.second, b.second);
  }

  /** Become a − b. */
  void setDifference(FieldPair a, FieldPair b) {
    first.setDifference(a.first, b.first);
    second.setDifference(a.second, b.second);
  }

  /** Become a · b. */
  void setProduct(FieldPair a, FieldPair b) {
    first.setProduct(a.first, b.first);
    second.setProduct(a.second, b.second);
  }

  /** Become a · a. */
  void setSquare(FieldPair a) {
    first.setSquare(a.first);
    second.setSquare(a.second);
  }

  /** Become a^(2^times), for {@code times} of 1 or more. */
  void setRepeatedSquare(FieldPair a, int times) {
    setSquare(a);
    for (int i = 1; i < times; i++) {
      setSquare(this);
    }
  }
}
