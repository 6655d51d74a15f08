package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.Ed25519Model.BASE;
import static io.timecoin.protocol.ed25519.Ed25519Model.L;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.ed25519.Ed25519Model.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Point formulas and scalar products against the model, for every kind of point. */
class PointArithmeticPropertyTest {
  private final Random random = new Random(2008);
  private final CompletedPoint completed = new CompletedPoint();
  private final EdwardsPoint result = new EdwardsPoint();

  @Test
  void sumsAndDifferencesOfAllKindsOfPointsAreRight() {
    for (Point p : points()) {
      for (Point q : points()) {
        EdwardsPoint left = Points.of(p, random);
        EdwardsPoint right = Points.of(q, random);
        CachedPoint cached = new CachedPoint();
        cached.set(right);
        AffineCachedPoint affine = new AffineCachedPoint();
        affine.set(right, new FieldExponentiation());

        completed.setSum(left, cached);
        assertCompletedIs(p.plus(q));
        completed.setSum(left, affine);
        assertCompletedIs(p.plus(q));
        completed.setDifference(left, cached);
        assertCompletedIs(p.plus(q.negate()));
        completed.setDifference(left, affine);
        assertCompletedIs(p.plus(q.negate()));
      }
    }
  }

  @Test
  void doublingDoesNotReadT() {
    for (Point p : points()) {
      EdwardsPoint point = Points.of(p, random);
      point.t.setSmall(12345);

      completed.setDouble(point);

      assertCompletedIs(p.plus(p));
    }
  }

  private void assertCompletedIs(Point expected) {
    completed.toProjective(result);
    assertThat(Points.toModel(result).isSame(expected)).isTrue();
    completed.toExtended(result);
    assertThat(Points.toModel(result).isSame(expected)).isTrue();
    assertThat(Points.isConsistent(result)).isTrue();
    assertThat(Points.isTight(result)).isTrue();
  }

  @Test
  void onlyTheNeutralElementIsIdentity() {
    for (Point p : points()) {
      assertThat(Points.of(p, random).isIdentity()).isEqualTo(p.isSame(Ed25519Model.IDENTITY));
    }
  }

  /** The eight points of small order, the base point and points of prime and mixed order. */
  private List<Point> points() {
    List<Point> points = new ArrayList<>(Ed25519Model.torsionPoints());
    points.add(BASE);
    points.add(BASE.negate());
    points.add(BASE.plus(points.get(1)));
    for (int i = 0; i < 4; i++) {
      points.add(Points.random(random));
    }
    return points;
  }

  @Test
  void tableHoldsTheOddMultiplesOfTheBasePoint() {
    for (int multiple = 1; multiple < 64; multiple += 2) {
      completed.setSum(new EdwardsPoint(), BasePointTable.get(multiple));

      assertCompletedIs(BASE.times(multiple));
    }
  }

  @Test
  void doubleScalarProductIsRightForScalarsAtTheirEnds() {
    List<BigInteger> scalars =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            BigInteger.valueOf(63),
            BigInteger.ONE.shiftLeft(252),
            L.subtract(BigInteger.ONE));
    Point torsion = Ed25519Model.torsionPoints().get(1);
    for (Point a : List.of(Ed25519Model.IDENTITY, torsion, BASE, BASE.plus(torsion))) {
      for (BigInteger s : scalars) {
        for (BigInteger k : scalars) {
          assertProduct(s, k, a);
        }
      }
    }
  }

  @Test
  void doubleScalarProductIsRightForRandomScalars() {
    for (int i = 0; i < 100; i++) {
      assertProduct(
          Points.randomBelow(random, L), Points.randomBelow(random, L), Points.random(random));
    }
  }

  private void assertProduct(BigInteger s, BigInteger k, Point a) {
    new DoubleScalarProduct().compute(scalar(s), scalar(k), Points.of(a, random), result);

    assertThat(Points.toModel(result).isSame(BASE.times(s).plus(a.times(k).negate()))).isTrue();
    assertThat(Points.isConsistent(result)).isTrue();
  }

  private static ScalarModL scalar(BigInteger value) {
    ScalarModL scalar = new ScalarModL();
    assertThat(scalar.setCanonical(Ed25519Model.encodeNumber(value), 0)).isTrue();
    return scalar;
  }
}
