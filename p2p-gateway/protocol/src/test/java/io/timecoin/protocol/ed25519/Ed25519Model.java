package io.timecoin.protocol.ed25519;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Slow Ed25519 on {@link BigInteger} that shares nothing with the code under test: projective
 * coordinates and the formulas of Bernstein and Lange (2007) instead of extended ones, plain
 * double-and-add, roots and inverses by modPow. Written from ZIP-215 and RFC 8032 alone.
 */
final class Ed25519Model {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  static final BigInteger ROOT_OF_MINUS_ONE =
      BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
  static final Point IDENTITY = Point.affine(BigInteger.ZERO, BigInteger.ONE);
  static final Point BASE =
      decode(
              encodeNumber(
                  BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P)))
          .orElseThrow();

  private static final List<Point> TORSION = computeTorsionPoints();

  private Ed25519Model() {}

  /** A point X/Z, Y/Z. */
  record Point(BigInteger x, BigInteger y, BigInteger z) {
    static Point affine(BigInteger x, BigInteger y) {
      return new Point(x, y, BigInteger.ONE);
    }

    Point plus(Point q) {
      BigInteger a = z.multiply(q.z).mod(P);
      BigInteger b = a.multiply(a).mod(P);
      BigInteger c = x.multiply(q.x).mod(P);
      BigInteger d = y.multiply(q.y).mod(P);
      BigInteger e = D.multiply(c).mod(P).multiply(d).mod(P);
      BigInteger f = b.subtract(e);
      BigInteger g = b.add(e);
      BigInteger cross = x.add(y).multiply(q.x.add(q.y)).subtract(c).subtract(d).mod(P);
      return new Point(
          a.multiply(f).mod(P).multiply(cross).mod(P),
          a.multiply(g).mod(P).multiply(d.add(c)).mod(P),
          f.multiply(g).mod(P));
    }

    Point negate() {
      return new Point(P.subtract(x), y, z);
    }

    Point times(BigInteger factor) {
      Point result = IDENTITY;
      for (int i = factor.bitLength() - 1; i >= 0; i--) {
        result = result.plus(result);
        if (factor.testBit(i)) {
          result = result.plus(this);
        }
      }
      return result;
    }

    Point times(long factor) {
      return times(BigInteger.valueOf(factor));
    }

    BigInteger affineX() {
      return x.multiply(z.modInverse(P)).mod(P);
    }

    BigInteger affineY() {
      return y.multiply(z.modInverse(P)).mod(P);
    }

    boolean isSame(Point q) {
      return affineX().equals(q.affineX()) && affineY().equals(q.affineY());
    }

    /** The canonical encoding. */
    byte[] encode() {
      byte[] bytes = encodeNumber(affineY());
      if (affineX().testBit(0)) {
        bytes[31] |= (byte) 0x80;
      }
      return bytes;
    }
  }

  static boolean isOnCurve(BigInteger x, BigInteger y) {
    BigInteger xx = x.multiply(x).mod(P);
    BigInteger yy = y.multiply(y).mod(P);
    return yy.subtract(xx)
            .subtract(BigInteger.ONE)
            .subtract(D.multiply(xx).mod(P).multiply(yy))
            .mod(P)
            .signum()
        == 0;
  }

  static Optional<Point> decode(byte[] encoded) {
    BigInteger y = decodeNumber(encoded).clearBit(255).mod(P);
    boolean sign = encoded[31] < 0;
    BigInteger yy = y.multiply(y).mod(P);
    BigInteger xx =
        yy.subtract(BigInteger.ONE)
            .multiply(D.multiply(yy).add(BigInteger.ONE).modInverse(P))
            .mod(P);
    BigInteger root = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!root.multiply(root).mod(P).equals(xx)) {
      root = root.multiply(ROOT_OF_MINUS_ONE).mod(P);
    }
    if (!root.multiply(root).mod(P).equals(xx)) {
      return Optional.empty();
    }
    return Optional.of(Point.affine(root.testBit(0) == sign ? root : root.negate().mod(P), y));
  }

  /** The rule of PROTOCOL §3.2. */
  static boolean verify(byte[] publicKey, byte[] signature, byte[] message) {
    BigInteger s = decodeNumber(Arrays.copyOfRange(signature, 32, 64));
    byte[] encodedR = Arrays.copyOf(signature, 32);
    Optional<Point> a = decode(publicKey);
    Optional<Point> r = decode(encodedR);
    if (s.compareTo(L) >= 0 || a.isEmpty() || r.isEmpty()) {
      return false;
    }
    // Neither k nor its product with A is reduced modulo L.
    BigInteger k = challenge(encodedR, publicKey, message);
    Point sum = BASE.times(s).plus(r.get().negate()).plus(a.get().times(k).negate());
    return sum.times(8).isSame(IDENTITY);
  }

  /** SHA-512(R || A || M), not reduced. */
  static BigInteger challenge(byte[] encodedR, byte[] publicKey, byte[] message) {
    MessageDigest sha512 = sha512();
    sha512.update(encodedR);
    sha512.update(publicKey);
    sha512.update(message);
    return decodeNumber(sha512.digest());
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A signature with chosen secret scalars, and parts of small order added to A and R. */
  static SignedMessage sign(
      BigInteger secret, Point torsionOfA, BigInteger nonce, Point torsionOfR, byte[] message) {
    byte[] encodedA = BASE.times(secret).plus(torsionOfA).encode();
    byte[] encodedR = BASE.times(nonce).plus(torsionOfR).encode();
    BigInteger k = challenge(encodedR, encodedA, message);
    BigInteger s = nonce.add(k.multiply(secret)).mod(L);
    return new SignedMessage(encodedA, concat(encodedR, encodeNumber(s)), message);
  }

  /** The eight points whose order divides 8, as multiples of one of order 8. */
  static List<Point> torsionPoints() {
    return TORSION;
  }

  private static List<Point> computeTorsionPoints() {
    for (int y = 2; ; y++) {
      Optional<Point> point = decode(encodeNumber(BigInteger.valueOf(y)));
      if (point.isPresent()) {
        Point generator = point.get().times(L);
        if (!generator.times(4).isSame(IDENTITY)) {
          List<Point> points = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            points.add(generator.times(i));
          }
          return List.copyOf(points);
        }
      }
    }
  }

  /** Every 32 bytes that decode to a point whose order divides 8, canonical or not. */
  static List<byte[]> smallOrderEncodings() {
    List<byte[]> encodings = new ArrayList<>();
    for (BigInteger y : torsionPoints().stream().map(Point::affineY).distinct().toList()) {
      for (BigInteger form : List.of(y, y.add(P))) {
        if (form.bitLength() <= 255) {
          encodings.add(encodeNumber(form));
          encodings.add(encodeNumber(form.setBit(255)));
        }
      }
    }
    return encodings;
  }

  static BigInteger decodeNumber(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }

  /** 32 bytes, least significant first. */
  static byte[] encodeNumber(BigInteger number) {
    return encodeNumber(number, 32);
  }

  static byte[] encodeNumber(BigInteger number, int length) {
    if (number.signum() < 0 || number.bitLength() > 8 * length) {
      throw new IllegalArgumentException(number + " does not fit in " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  static byte[] concat(byte[] head, byte[] tail) {
    byte[] bytes = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, bytes, head.length, tail.length);
    return bytes;
  }
}
