package io.timecoin.protocol.ed25519.reference;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A point (X/Z, Y/Z) of the curve −x² + y² = 1 + d·x²·y², in the projective formulas of Bernstein,
 * Birkner, Joye, Lange and Peters, <i>Twisted Edwards Curves</i> (2008); they have no exceptions on
 * this curve. Immutable.
 */
record ReferencePoint(ReferenceElement x, ReferenceElement y, ReferenceElement z) {
  static final ReferencePoint NEUTRAL =
      new ReferencePoint(ReferenceElement.ZERO, ReferenceElement.ONE, ReferenceElement.ONE);

  private static final ReferenceElement D = ratio(-121665, 121666);

  /** B: y = 4/5, and x even. */
  static final ReferencePoint BASE = atHeight(ratio(4, 5), false).orElseThrow();

  private static ReferenceElement ratio(int numerator, int denominator) {
    return ReferenceElement.of(
        BigInteger.valueOf(numerator)
            .multiply(BigInteger.valueOf(denominator).modInverse(ReferenceElement.P)));
  }

  /**
   * Decodes 32 bytes by PROTOCOL §3.2: y counts modulo p, and x = 0 may have sign 1.
   *
   * @return empty if there is no such point
   */
  static Optional<ReferencePoint> decode(byte[] bytes, int offset) {
    boolean sign = bytes[offset + ReferenceElement.ENCODED_LENGTH - 1] < 0;
    return atHeight(ReferenceElement.decode(bytes, offset), sign);
  }

  /** The point of this y whose x, if it is not 0, is odd or even. */
  private static Optional<ReferencePoint> atHeight(ReferenceElement y, boolean odd) {
    ReferenceElement yy = y.squared();
    ReferenceElement numerator = yy.minus(ReferenceElement.ONE);
    ReferenceElement denominator = D.times(yy).plus(ReferenceElement.ONE);
    return ReferenceElement.rootOfRatio(numerator, denominator)
        .map(x -> x.isOdd() == odd ? x : x.negated())
        .map(x -> new ReferencePoint(x, y, ReferenceElement.ONE));
  }

  ReferencePoint plus(ReferencePoint q) {
    ReferenceElement a = z.times(q.z);
    ReferenceElement b = a.squared();
    ReferenceElement c = x.times(q.x);
    ReferenceElement d = y.times(q.y);
    ReferenceElement e = D.times(c).times(d);
    ReferenceElement f = b.minus(e);
    ReferenceElement g = b.plus(e);
    ReferenceElement cross = x.plus(y).times(q.x.plus(q.y)).minus(c).minus(d);
    return new ReferencePoint(a.times(f).times(cross), a.times(g).times(d.plus(c)), f.times(g));
  }

  ReferencePoint doubled() {
    ReferenceElement b = x.plus(y).squared();
    ReferenceElement c = x.squared();
    ReferenceElement d = y.squared();
    ReferenceElement f = d.minus(c);
    ReferenceElement h = z.squared();
    ReferenceElement j = f.minus(h).minus(h);
    return new ReferencePoint(
        b.minus(c).minus(d).times(j), f.times(c.plus(d).negated()), f.times(j));
  }

  ReferencePoint negated() {
    return new ReferencePoint(x.negated(), y, z);
  }

  boolean isNeutral() {
    return x.isZero() && y.minus(z).isZero();
  }

  /** [m]P + [n]Q for m and n that are not negative, bit by bit. */
  static ReferencePoint sum(BigInteger m, ReferencePoint p, BigInteger n, ReferencePoint q) {
    ReferencePoint both = p.plus(q);
    ReferencePoint sum = NEUTRAL;
    for (int bit = Math.max(m.bitLength(), n.bitLength()) - 1; bit >= 0; bit--) {
      sum = sum.doubled();
      if (m.testBit(bit)) {
        sum = sum.plus(n.testBit(bit) ? both : p);
      } else if (n.testBit(bit)) {
        sum = sum.plus(q);
      }
    }
    return sum;
  }
}
