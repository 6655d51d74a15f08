package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.FieldElements.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The point formulas as formulas, for coordinates with limbs at the bounds of tight elements. They
 * need not be those of a point of the curve, of which few have such limbs.
 */
class CompletedPointPropertyTest {
  private static final int ROUNDS = 2_000;

  private final Random random = new Random(51);
  private final CompletedPoint completed = new CompletedPoint();
  private final EdwardsPoint result = new EdwardsPoint();

  @Test
  void formulasAreRightForAnyTightLimbs() {
    for (int i = 0; i < ROUNDS; i++) {
      EdwardsPoint p = new EdwardsPoint();
      EdwardsPoint q = new EdwardsPoint();
      for (EdwardsPoint point : new EdwardsPoint[] {p, q}) {
        point.x.set(FieldElements.tight(random));
        point.y.set(FieldElements.tight(random));
        point.z.set(FieldElements.tight(random));
        point.t.set(FieldElements.tight(random));
      }
      assertEveryFormula(p, q);
    }
  }

  @Test
  void formulasAreRightForGreatestAndLeastLimbsInEveryCoordinate() {
    for (int coordinates = 0; coordinates < 256; coordinates++) {
      assertEveryFormula(extreme(coordinates), extreme(coordinates >> 4));
    }
  }

  private static EdwardsPoint extreme(int coordinates) {
    EdwardsPoint point = new EdwardsPoint();
    point.x.set(extremeElement((coordinates & 1) != 0));
    point.y.set(extremeElement((coordinates & 2) != 0));
    point.z.set(extremeElement((coordinates & 4) != 0));
    point.t.set(extremeElement((coordinates & 8) != 0));
    return point;
  }

  private static FieldElement extremeElement(boolean greatest) {
    return FieldElements.allLimbs(greatest ? FieldElement.MOST_TIGHT : FieldElement.LEAST_TIGHT, 0);
  }

  private void assertEveryFormula(EdwardsPoint p, EdwardsPoint q) {
    CachedPoint cached = new CachedPoint();
    cached.set(q);
    completed.setSum(p, cached);
    assertIsSum(p, q, value(q.z), 1);
    completed.setDifference(p, cached);
    assertIsSum(p, q, value(q.z), -1);

    AffineCachedPoint affine = new AffineCachedPoint();
    affine.setAffine(q);
    completed.setSum(p, affine);
    assertIsSum(p, q, BigInteger.ONE, 1);
    completed.setDifference(p, affine);
    assertIsSum(p, q, BigInteger.ONE, -1);

    completed.setDouble(p);
    assertIsDouble(p);
  }

  /** p + sign·q, in the letters of {@link CompletedPoint}. */
  private void assertIsSum(EdwardsPoint p, EdwardsPoint q, BigInteger z, int sign) {
    BigInteger factor = BigInteger.valueOf(sign);
    BigInteger x = value(q.x).multiply(factor);
    BigInteger t = value(q.t).multiply(factor);
    BigInteger a = value(p.y).subtract(value(p.x)).multiply(value(q.y).subtract(x));
    BigInteger b = value(p.y).add(value(p.x)).multiply(value(q.y).add(x));
    BigInteger c = value(p.t).multiply(t).multiply(Ed25519Model.D).shiftLeft(1);
    BigInteger d = value(p.z).multiply(z).shiftLeft(1);
    assertCompletedIs(b.subtract(a), d.subtract(c), d.add(c), b.add(a));
  }

  private void assertIsDouble(EdwardsPoint p) {
    BigInteger a = value(p.x).pow(2);
    BigInteger b = value(p.y).pow(2);
    BigInteger e = value(p.x).add(value(p.y)).pow(2).subtract(a).subtract(b);
    BigInteger g = b.subtract(a);
    assertCompletedIs(e, value(p.z).pow(2).shiftLeft(1).subtract(g), g, a.add(b));
  }

  private void assertCompletedIs(BigInteger e, BigInteger f, BigInteger g, BigInteger h) {
    completed.toExtended(result);
    assertThat(value(result.x)).isEqualTo(e.multiply(f).mod(Ed25519Model.P));
    assertThat(value(result.y)).isEqualTo(g.multiply(h).mod(Ed25519Model.P));
    assertThat(value(result.z)).isEqualTo(f.multiply(g).mod(Ed25519Model.P));
    assertThat(value(result.t)).isEqualTo(e.multiply(h).mod(Ed25519Model.P));
    assertThat(Points.isTight(result)).isTrue();
  }
}
