package io.timecoin.protocol.ed25519.reference;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/** A number modulo p = 2^255 − 19, in BouncyCastle's arithmetic. Immutable. */
final class ReferenceElement {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final ReferenceElement ZERO = of(BigInteger.ZERO);
  static final ReferenceElement ONE = of(BigInteger.ONE);

  /** Bytes. */
  static final int ENCODED_LENGTH = 32;

  // Always carried: what BouncyCastle's functions take in whatever combination.
  private final int[] limbs;

  private ReferenceElement(int[] limbs) {
    this.limbs = limbs;
  }

  static ReferenceElement of(BigInteger number) {
    byte[] littleEndian = new byte[ENCODED_LENGTH];
    BigInteger reduced = number.mod(P);
    for (int i = 0; i < ENCODED_LENGTH; i++) {
      littleEndian[i] = reduced.shiftRight(Byte.SIZE * i).byteValue();
    }
    return decode(littleEndian, 0);
  }

  /**
   * The low 255 bits of 32 bytes, least significant first; modulo p, also when they are p or more.
   */
  static ReferenceElement decode(byte[] bytes, int offset) {
    int[] z = X25519Field.create();
    X25519Field.decode(bytes, offset, z);
    return carried(z);
  }

  ReferenceElement plus(ReferenceElement y) {
    int[] z = X25519Field.create();
    X25519Field.add(limbs, y.limbs, z);
    return carried(z);
  }

  ReferenceElement minus(ReferenceElement y) {
    int[] z = X25519Field.create();
    X25519Field.sub(limbs, y.limbs, z);
    return carried(z);
  }

  ReferenceElement times(ReferenceElement y) {
    int[] z = X25519Field.create();
    X25519Field.mul(limbs, y.limbs, z);
    return new ReferenceElement(z);
  }

  ReferenceElement squared() {
    int[] z = X25519Field.create();
    X25519Field.sqr(limbs, z);
    return new ReferenceElement(z);
  }

  ReferenceElement negated() {
    return ZERO.minus(this);
  }

  /** One of the square roots of {@code numerator / denominator}, if there are any. */
  static Optional<ReferenceElement> rootOfRatio(
      ReferenceElement numerator, ReferenceElement denominator) {
    int[] z = X25519Field.create();
    return X25519Field.sqrtRatioVar(numerator.limbs, denominator.limbs, z)
        ? Optional.of(new ReferenceElement(z))
        : Optional.empty();
  }

  boolean isZero() {
    return X25519Field.isZeroVar(normalized());
  }

  /** Whether the least number of its class is odd. */
  boolean isOdd() {
    return (normalized()[0] & 1) != 0;
  }

  private int[] normalized() {
    int[] z = limbs.clone();
    X25519Field.normalize(z);
    return z;
  }

  private static ReferenceElement carried(int[] z) {
    X25519Field.carry(z);
    return new ReferenceElement(z);
  }
}
