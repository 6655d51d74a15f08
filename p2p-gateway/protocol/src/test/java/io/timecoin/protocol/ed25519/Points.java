package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.FieldElements.value;

import io.timecoin.protocol.ed25519.Ed25519Model.Point;
import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** Translates points between the code under test and the model. */
final class Points {
  private Points() {}

  /** The point with Z other than 1, so that formulas that forget Z fail. */
  static EdwardsPoint of(Point p, RandomGenerator random) {
    BigInteger z = randomBelow(random, Ed25519Model.P.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    BigInteger x = p.affineX();
    BigInteger y = p.affineY();
    EdwardsPoint point = new EdwardsPoint();
    point.x.set(FieldElements.of(x.multiply(z).mod(Ed25519Model.P)));
    point.y.set(FieldElements.of(y.multiply(z).mod(Ed25519Model.P)));
    point.z.set(FieldElements.of(z));
    point.t.set(
        FieldElements.of(x.multiply(y).mod(Ed25519Model.P).multiply(z).mod(Ed25519Model.P)));
    return point;
  }

  /** The point with Z = 1, as decoding gives it. */
  static EdwardsPoint affine(Point p) {
    EdwardsPoint point = new EdwardsPoint();
    point.x.set(FieldElements.of(p.affineX()));
    point.y.set(FieldElements.of(p.affineY()));
    point.t.set(FieldElements.of(p.affineX().multiply(p.affineY()).mod(Ed25519Model.P)));
    return point;
  }

  static Point toModel(EdwardsPoint p) {
    return new Point(value(p.x), value(p.y), value(p.z));
  }

  /** Whether Z is not 0 and T/Z = X/Z · Y/Z. */
  static boolean isConsistent(EdwardsPoint p) {
    return value(p.z).signum() != 0
        && value(p.x)
                .multiply(value(p.y))
                .subtract(value(p.z).multiply(value(p.t)))
                .mod(Ed25519Model.P)
                .signum()
            == 0;
  }

  static boolean isTight(EdwardsPoint p) {
    return FieldElements.isTight(p.x)
        && FieldElements.isTight(p.y)
        && FieldElements.isTight(p.z)
        && FieldElements.isTight(p.t);
  }

  static BigInteger randomBelow(RandomGenerator random, BigInteger bound) {
    byte[] bytes = new byte[bound.bitLength() / 8 + 9];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).mod(bound);
  }

  /** Any point of the curve: prime-order part and a part of small order. */
  static Point random(RandomGenerator random) {
    Point torsion = Ed25519Model.torsionPoints().get(random.nextInt(8));
    return Ed25519Model.BASE.times(randomBelow(random, Ed25519Model.L)).plus(torsion);
  }
}
