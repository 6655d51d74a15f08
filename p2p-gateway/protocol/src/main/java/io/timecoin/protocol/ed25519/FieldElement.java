package io.timecoin.protocol.ed25519;

/**
 * A mutable integer modulo p = 2^255 − 19 in five signed limbs of radix 2^51. Operands may be the
 * receiver itself.
 *
 * <p>An element is <em>tight</em> if all its limbs lie between {@link #LEAST_TIGHT} and {@link
 * #MOST_TIGHT}: that is what products and carries give. Sums and differences of a few tight
 * elements may be multiplied ({@link #PRODUCT_LIMIT}), so point formulas need no carries of their
 * own.
 */
final class FieldElement {
  /** The least limb of a tight element: −2^15. */
  static final long LEAST_TIGHT = -(1L << 15);

  /** The greatest limb of a tight element: 2^51 + 2^15. */
  static final long MOST_TIGHT = (1L << 51) + (1L << 15);

  /** Inclusive bound of the size of limbs that are multiplied: 2^53, up to which doubles count. */
  static final long FACTOR_LIMIT = 1L << 53;

  /**
   * Inclusive bound of the size of a product of two limbs: 3·2^103 and a little, for a sum of three
   * tight elements times a sum of two.
   */
  static final double PRODUCT_LIMIT = 0x1.81p104;

  /** Inclusive bound of the size of the highest limb that is carried: 3·2^60. */
  static final long CARRY_LIMIT = 3L << 60;

  /** Inclusive bound of the size of limbs that can be made canonical: the lowest of 4p. */
  static final long CANONICAL_LIMIT = (1L << 53) - 76;

  private static final int LIMB_BITS = 51;
  private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;

  /**
   * 1.5·2^112: what is added to it, less than 2^111 in size, is rounded to a multiple of 2^60, the
   * step of doubles from 2^112 to 2^113, and the lowest bits of the sum tell which multiple.
   */
  private static final double ROUNDER = 0x1.8p112;

  private static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);
  private static final int STEP_BITS = 60;

  /** How many limbs' units a step has, as a power of two. */
  private static final int STEP_SHIFT = STEP_BITS - LIMB_BITS;

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

  /** Becomes a + b. The limbs add up without a carry, so the bounds add up too. */
  void setSum(FieldElement a, FieldElement b) {
    setLimbs(a.l0 + b.l0, a.l1 + b.l1, a.l2 + b.l2, a.l3 + b.l3, a.l4 + b.l4);
  }

  /** Becomes a − b, limb by limb without a carry. */
  void setDifference(FieldElement a, FieldElement b) {
    setLimbs(a.l0 - b.l0, a.l1 - b.l1, a.l2 - b.l2, a.l3 - b.l3, a.l4 - b.l4);
  }

  /** Becomes −a. Tight if a is. */
  void setNegation(FieldElement a) {
    setCarried(-a.l0, -a.l1, -a.l2, -a.l3, -a.l4);
  }

  /**
   * Becomes a · b. All limbs |a_i| and |b_j| at most {@link #FACTOR_LIMIT}, all |a_i|·|b_j| at most
   * {@link #PRODUCT_LIMIT}; tight.
   *
   * <p>Column c of the product is T = Σ a_i·b_j of up to 112 bits, of which longs have the lowest
   * 64. Of the others only H, about T / 2^60, is needed, and doubles tell it: T − 2^60·H is then
   * small enough to be exact in 64 bits although both of its terms overflow. H moves to the next
   * column.
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

    double x0 = a0;
    double x1 = a1;
    double x2 = a2;
    double x3 = a3;
    double x4 = a4;
    double y0 = b0;
    double y1 = b1;
    double y2 = b2;
    double y3 = b3;
    double y4 = b4;
    double w1 = 19 * y1;
    double w2 = 19 * y2;
    double w3 = 19 * y3;
    double w4 = 19 * y4;
    long h0 = steps(ROUNDER + (x0 * y0) + (x1 * w4) + (x2 * w3) + (x3 * w2) + (x4 * w1));
    long h1 = steps(ROUNDER + (x0 * y1) + (x1 * y0) + (x2 * w4) + (x3 * w3) + (x4 * w2));
    long h2 = steps(ROUNDER + (x0 * y2) + (x1 * y1) + (x2 * y0) + (x3 * w4) + (x4 * w3));
    long h3 = steps(ROUNDER + (x0 * y3) + (x1 * y2) + (x2 * y1) + (x3 * y0) + (x4 * w4));
    long h4 = steps(ROUNDER + (x0 * y4) + (x1 * y3) + (x2 * y2) + (x3 * y1) + (x4 * y0));

    long n1 = 19 * b1;
    long n2 = 19 * b2;
    long n3 = 19 * b3;
    long n4 = 19 * b4;
    long t0 = (a0 * b0) + (a1 * n4) + (a2 * n3) + (a3 * n2) + (a4 * n1);
    long t1 = (a0 * b1) + (a1 * b0) + (a2 * n4) + (a3 * n3) + (a4 * n2);
    long t2 = (a0 * b2) + (a1 * b1) + (a2 * b0) + (a3 * n4) + (a4 * n3);
    long t3 = (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) + (a4 * n4);
    long t4 = (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0);
    setColumns(t0, t1, t2, t3, t4, h0, h1, h2, h3, h4);
  }

  /**
   * Becomes a · a, as {@link #setProduct} with equal terms taken together, within the same bounds.
   */
  void setSquare(FieldElement a) {
    long a0 = a.l0;
    long a1 = a.l1;
    long a2 = a.l2;
    long a3 = a.l3;
    long a4 = a.l4;

    double x0 = a0;
    double x1 = a1;
    double x2 = a2;
    double x3 = a3;
    double x4 = a4;
    double e0 = 2 * x0;
    double e1 = 2 * x1;
    double e2 = 2 * x2;
    double e3 = 2 * x3;
    double w3 = 19 * x3;
    double w4 = 19 * x4;
    long h0 = steps(ROUNDER + (x0 * x0) + (e1 * w4) + (e2 * w3));
    long h1 = steps(ROUNDER + (e0 * x1) + (e2 * w4) + (x3 * w3));
    long h2 = steps(ROUNDER + (e0 * x2) + (x1 * x1) + (e3 * w4));
    long h3 = steps(ROUNDER + (e0 * x3) + (e1 * x2) + (x4 * w4));
    long h4 = steps(ROUNDER + (e0 * x4) + (e1 * x3) + (x2 * x2));

    long d0 = 2 * a0;
    long d1 = 2 * a1;
    long d2 = 2 * a2;
    long d3 = 2 * a3;
    long n3 = 19 * a3;
    long n4 = 19 * a4;
    long t0 = (a0 * a0) + (d1 * n4) + (d2 * n3);
    long t1 = (d0 * a1) + (d2 * n4) + (a3 * n3);
    long t2 = (d0 * a2) + (a1 * a1) + (d3 * n4);
    long t3 = (d0 * a3) + (d1 * a2) + (a4 * n4);
    long t4 = (d0 * a4) + (d1 * a3) + (a2 * a2);
    setColumns(t0, t1, t2, t3, t4, h0, h1, h2, h3, h4);
  }

  /**
   * H of a column, from ROUNDER + T, added up from left to right.
   *
   * <p>T is in size at most 77 times PRODUCT_LIMIT, as four of five terms may count 19 times, which
   * is below 2^111. Each of five additions rounds by at most 2^59, and all the products and factors
   * 19·b_j together by at most 77·PRODUCT_LIMIT / 2^52, which is below 2^59. So |T − 2^60·H| is
   * below 6·2^59.
   */
  private static long steps(double rounded) {
    return Double.doubleToRawLongBits(rounded) - ROUNDER_BITS;
  }

  /**
   * Becomes Σ (T_c mod 2^64 − 2^60·H_c + 2^9·H_(c−1)) · 2^(51·c), H_4 coming round to column 0
   * times 19, since 2^255 = 19 mod p.
   *
   * <p>What comes from the column before is at most 95·PRODUCT_LIMIT / 2^51 and a little, below
   * 9·2^57, so every sum is below 2^63 in size. Column 4, which gets 2^9·H_3 below 2^59 and has no
   * factors 19, keeps within CARRY_LIMIT.
   */
  private void setColumns(
      long t0, long t1, long t2, long t3, long t4, long h0, long h1, long h2, long h3, long h4) {
    setCarried(
        t0 - (h0 << STEP_BITS) + (19 * (h4 << STEP_SHIFT)),
        t1 - (h1 << STEP_BITS) + (h0 << STEP_SHIFT),
        t2 - (h2 << STEP_BITS) + (h1 << STEP_SHIFT),
        t3 - (h3 << STEP_BITS) + (h2 << STEP_SHIFT),
        t4 - (h4 << STEP_BITS) + (h3 << STEP_SHIFT));
  }

  /**
   * Becomes the number with these limbs, by one parallel carry. The highest in size at most {@link
   * #CARRY_LIMIT}, so that 19 times its carry is below 2^15, the others of any size; tight.
   */
  void setCarried(long c0, long c1, long c2, long c3, long c4) {
    setLimbs(
        (c0 & LIMB_MASK) + (19 * (c4 >> LIMB_BITS)),
        (c1 & LIMB_MASK) + (c0 >> LIMB_BITS),
        (c2 & LIMB_MASK) + (c1 >> LIMB_BITS),
        (c3 & LIMB_MASK) + (c2 >> LIMB_BITS),
        (c4 & LIMB_MASK) + (c3 >> LIMB_BITS));
  }

  /**
   * Keeps the value and makes it the one in [0, p) with limbs from 0 to 2^51 − 1. Limbs in size at
   * most {@link #CANONICAL_LIMIT}.
   */
  void canonicalize() {
    // Adding 4p leaves no limb negative.
    long fourP0 = (1L << 53) - 76;
    long fourP = (1L << 53) - 4;
    setCarried(fourP0 + l0, fourP + l1, fourP + l2, fourP + l3, fourP + l4);
    // The value is below 2p now; it is p or more exactly if adding 19 carries out of bit 255.
    long carry = (l0 + 19) >> LIMB_BITS;
    carry = (l1 + carry) >> LIMB_BITS;
    carry = (l2 + carry) >> LIMB_BITS;
    carry = (l3 + carry) >> LIMB_BITS;
    carry = (l4 + carry) >> LIMB_BITS;
    l0 += 19 * carry;
    l1 += l0 >> LIMB_BITS;
    l2 += l1 >> LIMB_BITS;
    l3 += l2 >> LIMB_BITS;
    l4 += l3 >> LIMB_BITS;
    setLimbs(l0 & LIMB_MASK, l1 & LIMB_MASK, l2 & LIMB_MASK, l3 & LIMB_MASK, l4 & LIMB_MASK);
  }

  /** Whether the value is 0 mod p. As {@link #canonicalize}, which it does. */
  boolean isZero() {
    canonicalize();
    return (l0 | l1 | l2 | l3 | l4) == 0;
  }

  /** The lowest bit of the value in [0, p), which is the sign of an x. As {@link #isZero}. */
  boolean isOdd() {
    canonicalize();
    return (l0 & 1) == 1;
  }
}
