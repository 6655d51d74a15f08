package io.timecoin.protocol.ed25519;

import static java.lang.Math.multiplyHigh;

/**
 * A mutable integer modulo p = 2^255 − 19 in five limbs of radix 2^51. Operands may be the receiver
 * itself.
 *
 * <p>Limbs are never negative and not always below 2^51. Two bounds are in use, and every method
 * says which it needs and which it gives:
 *
 * <ul>
 *   <li><em>tight</em>: every limb is below {@link #TIGHT_LIMIT}; what products and carries give;
 *   <li><em>loose</em>: every limb is below {@link #LOOSE_LIMIT}; what products accept. Sums and
 *       differences of a few tight elements stay loose, so point formulas need no carries of their
 *       own.
 * </ul>
 */
final class FieldElement {
  /** Exclusive bound of the limbs of a tight element: 2^51 + 2^14. */
  static final long TIGHT_LIMIT = (1L << 51) + (1L << 14);

  /** Exclusive bound of the limbs of a loose element: 3·2^52 + 2^15. */
  static final long LOOSE_LIMIT = (3L << 52) + (1L << 15);

  /** Inclusive bound of the limbs that {@link #setDifference} can subtract: those of 2p. */
  static final long DIFFERENCE_LIMIT = (1L << 52) - 38;

  /** Inclusive bound of the limbs that {@link #setWideDifference} can subtract: those of 4p. */
  static final long WIDE_DIFFERENCE_LIMIT = (1L << 53) - 76;

  /** Inclusive bound of the size of limbs that {@link #setSigned} takes: 2^51 + 2^13. */
  static final long SIGNED_LIMIT = (1L << 51) + (1L << 13);

  private static final int LIMB_BITS = 51;
  private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;

  // Shifting the factors of a product by 13 bits in all makes multiplyHigh, which drops 64 bits,
  // drop 51. Split so that 32·19·LOOSE_LIMIT and 2·256·LOOSE_LIMIT are below 2^63.
  private static final int LEFT_SHIFT = 8;
  private static final int RIGHT_SHIFT = 5;

  private static final FieldElement ZERO = new FieldElement();

  long l0;
  long l1;
  long l2;
  long l3;
  long l4;

  /** Zero. */
  FieldElement() {}

  /** The element with these limbs, least significant first. */
  FieldElement(long l0, long l1, long l2, long l3, long l4) {
    setLimbs(l0, l1, l2, l3, l4);
  }

  private void setLimbs(long limb0, long limb1, long limb2, long limb3, long limb4) {
    l0 = limb0;
    l1 = limb1;
    l2 = limb2;
    l3 = limb3;
    l4 = limb4;
  }

  /** Becomes {@code a}, with the bounds of {@code a}. */
  void set(FieldElement a) {
    setLimbs(a.l0, a.l1, a.l2, a.l3, a.l4);
  }

  /** Becomes a number of 51 bits at most. Tight. */
  void setSmall(int value) {
    setLimbs(value, 0, 0, 0, 0);
  }

  /**
   * Becomes the low 255 bits of 32 bytes, which may be p or more; the top bit is left out. Tight.
   */
  void setBytes(byte[] bytes, int offset) {
    long w0 = LittleEndian.readLong(bytes, offset);
    long w1 = LittleEndian.readLong(bytes, offset + 8);
    long w2 = LittleEndian.readLong(bytes, offset + 16);
    long w3 = LittleEndian.readLong(bytes, offset + 24);
    setLimbs(
        w0 & LIMB_MASK,
        ((w0 >>> 51) | (w1 << 13)) & LIMB_MASK,
        ((w1 >>> 38) | (w2 << 26)) & LIMB_MASK,
        ((w2 >>> 25) | (w3 << 39)) & LIMB_MASK,
        (w3 >>> 12) & LIMB_MASK);
  }

  /** Becomes the number with limbs of any sign, in size at most {@link #SIGNED_LIMIT}. Tight. */
  void setSigned(long s0, long s1, long s2, long s3, long s4) {
    // Adding 2p makes every limb positive.
    long twoP0 = (1L << 52) - 38;
    long twoP = (1L << 52) - 2;
    setCarried(twoP0 + s0, twoP + s1, twoP + s2, twoP + s3, twoP + s4);
  }

  /** Becomes a + b. The limbs add up without a carry, so the bounds add up too. */
  void setSum(FieldElement a, FieldElement b) {
    setLimbs(a.l0 + b.l0, a.l1 + b.l1, a.l2 + b.l2, a.l3 + b.l3, a.l4 + b.l4);
  }

  /**
   * Becomes a − b as a + 2p − b.
   *
   * <p>Limbs of b at most {@link #DIFFERENCE_LIMIT}; the result's limbs are at most those of a plus
   * 2^52.
   */
  void setDifference(FieldElement a, FieldElement b) {
    long twoP0 = (1L << 52) - 38;
    long twoP = (1L << 52) - 2;
    setLimbs(
        a.l0 + (twoP0 - b.l0),
        a.l1 + (twoP - b.l1),
        a.l2 + (twoP - b.l2),
        a.l3 + (twoP - b.l3),
        a.l4 + (twoP - b.l4));
  }

  /**
   * Becomes a − b as a + 4p − b, for a subtrahend that is a sum or difference itself.
   *
   * <p>Limbs of b at most {@link #WIDE_DIFFERENCE_LIMIT}; the result's limbs are at most those of a
   * plus 2^53.
   */
  void setWideDifference(FieldElement a, FieldElement b) {
    long fourP0 = (1L << 53) - 76;
    long fourP = (1L << 53) - 4;
    setLimbs(
        a.l0 + (fourP0 - b.l0),
        a.l1 + (fourP - b.l1),
        a.l2 + (fourP - b.l2),
        a.l3 + (fourP - b.l3),
        a.l4 + (fourP - b.l4));
  }

  /** Becomes −a. The limbs of a at most {@link #DIFFERENCE_LIMIT}; tight. */
  void setNegation(FieldElement a) {
    setDifference(ZERO, a);
    setCarried(l0, l1, l2, l3, l4);
  }

  /**
   * Becomes a · b. Both loose; tight.
   *
   * <p>Column c of the product is T = Σ a_i·b_j of up to 107 bits. With H = Σ ⌊a_i·b_j / 2^51⌋ the
   * rest T − 2^51·H is below 5·2^51, so it is exact in 64 bits although both of its terms overflow,
   * and no carry between words is ever needed. H moves to the next column.
   */
  void setProduct(FieldElement a, FieldElement b) {
    long a0 = a.l0;
    long a1 = a.l1;
    long a2 = a.l2;
    long a3 = a.l3;
    long a4 = a.l4;
    long b0 = b.l0;
    long b1 = b.l1;
    long b2 = b.l2;
    long b3 = b.l3;
    long b4 = b.l4;
    long n1 = 19 * b1;
    long n2 = 19 * b2;
    long n3 = 19 * b3;
    long n4 = 19 * b4;
    long r0 = (a0 * b0) + (a1 * n4) + (a2 * n3) + (a3 * n2) + (a4 * n1);
    long r1 = (a0 * b1) + (a1 * b0) + (a2 * n4) + (a3 * n3) + (a4 * n2);
    long r2 = (a0 * b2) + (a1 * b1) + (a2 * b0) + (a3 * n4) + (a4 * n3);
    long r3 = (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) + (a4 * n4);
    long r4 = (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0);

    a0 <<= LEFT_SHIFT;
    a1 <<= LEFT_SHIFT;
    a2 <<= LEFT_SHIFT;
    a3 <<= LEFT_SHIFT;
    a4 <<= LEFT_SHIFT;
    b0 <<= RIGHT_SHIFT;
    b1 <<= RIGHT_SHIFT;
    b2 <<= RIGHT_SHIFT;
    b3 <<= RIGHT_SHIFT;
    b4 <<= RIGHT_SHIFT;
    n1 <<= RIGHT_SHIFT;
    n2 <<= RIGHT_SHIFT;
    n3 <<= RIGHT_SHIFT;
    n4 <<= RIGHT_SHIFT;
    long h0 =
        multiplyHigh(a0, b0)
            + multiplyHigh(a1, n4)
            + multiplyHigh(a2, n3)
            + multiplyHigh(a3, n2)
            + multiplyHigh(a4, n1);
    long h1 =
        multiplyHigh(a0, b1)
            + multiplyHigh(a1, b0)
            + multiplyHigh(a2, n4)
            + multiplyHigh(a3, n3)
            + multiplyHigh(a4, n2);
    long h2 =
        multiplyHigh(a0, b2)
            + multiplyHigh(a1, b1)
            + multiplyHigh(a2, b0)
            + multiplyHigh(a3, n4)
            + multiplyHigh(a4, n3);
    long h3 =
        multiplyHigh(a0, b3)
            + multiplyHigh(a1, b2)
            + multiplyHigh(a2, b1)
            + multiplyHigh(a3, b0)
            + multiplyHigh(a4, n4);
    long h4 =
        multiplyHigh(a0, b4)
            + multiplyHigh(a1, b3)
            + multiplyHigh(a2, b2)
            + multiplyHigh(a3, b1)
            + multiplyHigh(a4, b0);
    setColumns(r0, r1, r2, r3, r4, h0, h1, h2, h3, h4);
  }

  /** Becomes a · a, as {@link #setProduct} with equal terms taken together. Loose; tight. */
  void setSquare(FieldElement a) {
    long a0 = a.l0;
    long a1 = a.l1;
    long a2 = a.l2;
    long a3 = a.l3;
    long a4 = a.l4;
    long d0 = 2 * a0;
    long d1 = 2 * a1;
    long d2 = 2 * a2;
    long d3 = 2 * a3;
    long n3 = 19 * a3;
    long n4 = 19 * a4;
    long r0 = (a0 * a0) + (d1 * n4) + (d2 * n3);
    long r1 = (d0 * a1) + (d2 * n4) + (a3 * n3);
    long r2 = (d0 * a2) + (a1 * a1) + (d3 * n4);
    long r3 = (d0 * a3) + (d1 * a2) + (a4 * n4);
    long r4 = (d0 * a4) + (d1 * a3) + (a2 * a2);

    d0 <<= LEFT_SHIFT;
    d1 <<= LEFT_SHIFT;
    d2 <<= LEFT_SHIFT;
    d3 <<= LEFT_SHIFT;
    n3 <<= RIGHT_SHIFT;
    n4 <<= RIGHT_SHIFT;
    long b1 = a1 << RIGHT_SHIFT;
    long b2 = a2 << RIGHT_SHIFT;
    long b3 = a3 << RIGHT_SHIFT;
    long b4 = a4 << RIGHT_SHIFT;
    long h0 =
        multiplyHigh(a0 << LEFT_SHIFT, a0 << RIGHT_SHIFT)
            + multiplyHigh(d1, n4)
            + multiplyHigh(d2, n3);
    long h1 = multiplyHigh(d0, b1) + multiplyHigh(d2, n4) + multiplyHigh(a3 << LEFT_SHIFT, n3);
    long h2 = multiplyHigh(d0, b2) + multiplyHigh(a1 << LEFT_SHIFT, b1) + multiplyHigh(d3, n4);
    long h3 = multiplyHigh(d0, b3) + multiplyHigh(d1, b2) + multiplyHigh(a4 << LEFT_SHIFT, n4);
    long h4 = multiplyHigh(d0, b4) + multiplyHigh(d1, b3) + multiplyHigh(a2 << LEFT_SHIFT, b2);
    setColumns(r0, r1, r2, r3, r4, h0, h1, h2, h3, h4);
  }

  /**
   * Becomes Σ (T_c mod 2^64 − 2^51·H_c + H_(c−1)) · 2^(51·c), H_4 coming round to column 0 times
   * 19, since 2^255 = 19 mod p.
   *
   * <p>With loose factors, 95·LOOSE_LIMIT² / 2^51 + 5·2^51 is below 2^63, so no column overflows.
   */
  private void setColumns(
      long t0, long t1, long t2, long t3, long t4, long h0, long h1, long h2, long h3, long h4) {
    setCarried(
        t0 - (h0 << LIMB_BITS) + (19 * h4),
        t1 - (h1 << LIMB_BITS) + h0,
        t2 - (h2 << LIMB_BITS) + h1,
        t3 - (h3 << LIMB_BITS) + h2,
        t4 - (h4 << LIMB_BITS) + h3);
  }

  /**
   * One parallel carry. Columns 0 to 3 below 2^63, column 4 below 2^51·862 (23 products of loose
   * limbs and 5·2^51), so that 19 times its carry is below 2^14; tight.
   */
  private void setCarried(long c0, long c1, long c2, long c3, long c4) {
    setLimbs(
        (c0 & LIMB_MASK) + (19 * (c4 >>> LIMB_BITS)),
        (c1 & LIMB_MASK) + (c0 >>> LIMB_BITS),
        (c2 & LIMB_MASK) + (c1 >>> LIMB_BITS),
        (c3 & LIMB_MASK) + (c2 >>> LIMB_BITS),
        (c4 & LIMB_MASK) + (c3 >>> LIMB_BITS));
  }

  /** Keeps the value and makes it the one in [0, p) with limbs below 2^51. Loose. */
  void canonicalize() {
    setCarried(l0, l1, l2, l3, l4);
    // The value is below 2p now; it is p or more exactly if adding 19 carries out of bit 255.
    long carry = (l0 + 19) >>> LIMB_BITS;
    carry = (l1 + carry) >>> LIMB_BITS;
    carry = (l2 + carry) >>> LIMB_BITS;
    carry = (l3 + carry) >>> LIMB_BITS;
    carry = (l4 + carry) >>> LIMB_BITS;
    l0 += 19 * carry;
    l1 += l0 >>> LIMB_BITS;
    l2 += l1 >>> LIMB_BITS;
    l3 += l2 >>> LIMB_BITS;
    l4 += l3 >>> LIMB_BITS;
    setLimbs(l0 & LIMB_MASK, l1 & LIMB_MASK, l2 & LIMB_MASK, l3 & LIMB_MASK, l4 & LIMB_MASK);
  }

  /** Whether the value is 0 mod p. Loose; leaves the element canonical. */
  boolean isZero() {
    canonicalize();
    return (l0 | l1 | l2 | l3 | l4) == 0;
  }

  /** The lowest bit of the value in [0, p), which is the sign of an x. Loose; leaves canonical. */
  boolean isOdd() {
    canonicalize();
    return (l0 & 1) == 1;
  }
}
