package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.ed25519.Ed25519Model.Point;
import io.timecoin.protocol.ed25519.vector.FieldLanes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decoding and sums in lanes against the model. */
class LaneArithmeticPropertyTest {
  private final Random random = new Random(8);
  private final double[] points = new double[PointLanes.POINT];
  private final EdwardsPoint result = new EdwardsPoint();

  @BeforeAll
  static void assumeLanes() {
    Engine.assumeLanes();
  }

  @Test
  void limbsOfTightElementsFitIntoLanes() {
    assertThat((double) FieldElement.MOST_TIGHT).isLessThan(FieldLanes.CARRY_LIMIT);
    assertThat((double) FieldElement.LEAST_TIGHT).isGreaterThan(-FieldLanes.CARRY_LIMIT);
  }

  @Test
  void everyKindOfEncodingDecodesAsInTheModel() {
    List<byte[]> encodings = new ArrayList<>(Ed25519Model.smallOrderEncodings());
    for (int i = 0; i < 19; i++) {
      BigInteger y = Ed25519Model.P.add(BigInteger.valueOf(i));
      encodings.add(Ed25519Model.encodeNumber(y));
      encodings.add(Ed25519Model.encodeNumber(y.setBit(255)));
      encodings.add(Ed25519Model.encodeNumber(BigInteger.valueOf(i)));
      encodings.add(Ed25519Model.encodeNumber(BigInteger.valueOf(i).setBit(255)));
    }
    for (int i = 0; i < 1_000; i++) {
      byte[] encoded = new byte[32];
      random.nextBytes(encoded);
      encodings.add(encoded);
    }
    for (int i = 0; i < encodings.size(); i += LANES) {
      assertDecodeAsInTheModel(encodings.subList(i, Math.min(encodings.size(), i + LANES)));
    }
  }

  private void assertDecodeAsInTheModel(List<byte[]> encodings) {
    byte[] bytes = new byte[7];
    for (byte[] encoded : encodings) {
      bytes = Ed25519Model.concat(bytes, encoded);
    }
    boolean[] decoded = new boolean[LANES + 1];

    new LaneDecoder().decode(bytes, 7, encodings.size(), points, 0, decoded, 1);

    for (int lane = 0; lane < LANES; lane++) {
      Optional<Point> expected =
          lane < encodings.size()
              ? Ed25519Model.decode(encodings.get(lane))
              : Optional.of(Ed25519Model.IDENTITY);
      assertThat(decoded[lane + 1]).isEqualTo(lane < encodings.size() && expected.isPresent());
      int at = lane;
      expected.ifPresent(point -> assertLaneIs(at, point));
    }
  }

  @Test
  void doublingsAndAdditionsAreRightForAnyPoints() {
    PointLanes lanes = new PointLanes();
    double[] cached = new double[PointLanes.CACHED];
    double[] doubled = new double[PointLanes.POINT];
    for (int i = 0; i < 30; i++) {
      List<Point> first = putRandomPoints(points);
      List<Point> second = putRandomPoints(doubled);
      lanes.toCached(doubled, 0, cached, 0);
      lanes.setDouble(points, 0, doubled, 0);
      lanes.add(points, 0, cached, 0);
      for (int lane = 0; lane < LANES; lane++) {
        assertLaneIs(lane, first.get(lane).plus(second.get(lane)));
      }
      System.arraycopy(doubled, 0, points, 0, PointLanes.POINT);
      lanes.doubleRepeatedly(points, 0, 3);
      for (int lane = 0; lane < LANES; lane++) {
        assertLaneIs(lane, first.get(lane).times(16));
      }
    }
  }

  private List<Point> putRandomPoints(double[] p) {
    List<Point> chosen = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      Point point =
          random.nextInt(4) == 0
              ? Ed25519Model.torsionPoints().get(random.nextInt(8))
              : Points.random(random);
      PointLanes.set(Points.of(point, random), p, 0, lane);
      chosen.add(point);
    }
    return chosen;
  }

  private void assertLaneIs(int lane, Point expected) {
    PointLanes.get(points, 0, lane, result);
    assertThat(Points.toModel(result).isSame(expected)).isTrue();
    assertThat(Points.isConsistent(result)).isTrue();
    assertThat(Points.isTight(result)).isTrue();
  }

  @Test
  void multiplesOfTheBasePointAreRight() {
    PointLanes lanes = new PointLanes();
    BaseLaneTable table = new BaseLaneTable(lanes);
    for (int high = -8; high <= 8; high++) {
      for (int low = -8; low <= 8; low += LANES) {
        List<Point> before = putRandomPoints(points);
        for (int lane = 0; lane < LANES; lane++) {
          table.choose(lane, high, Math.min(8, low + lane));
        }

        table.addChosen(points, 0);

        for (int lane = 0; lane < LANES; lane++) {
          BigInteger multiple = BigInteger.valueOf((16L * high) + Math.min(8, low + lane));
          assertLaneIs(
              lane, before.get(lane).plus(Ed25519Model.BASE.times(multiple.mod(Ed25519Model.L))));
        }
      }
    }
  }

  @Test
  void sumsOfAnyPointsAreRight() {
    LaneSum sum = new LaneSum();
    for (int round = 0; round < 5; round++) {
      sum.clear();
      Point expected = Ed25519Model.IDENTITY;
      BigInteger base = scalar(round);
      sum.addBase(of(base));
      expected = expected.plus(Ed25519Model.BASE.times(base));
      for (int group = 0; group < round; group++) {
        List<Point> chosen = putRandomPoints(points);
        sum.setPoints(points, 0);
        for (int lane = 0; lane < LANES; lane++) {
          BigInteger s = scalar(round + lane);
          sum.addScalar(of(s), lane);
          expected = expected.plus(chosen.get(lane).times(s));
        }
        for (int lane = 0; lane < LANES; lane += 2) {
          BigInteger first = factor(round + lane);
          BigInteger second = factor(round + lane + 1);
          sum.addFactors(of(first), of(second), lane);
          expected =
              expected.plus(chosen.get(lane).times(first)).plus(chosen.get(lane + 1).times(second));
        }
      }

      sum.finish(result);

      assertThat(Points.toModel(result).isSame(expected)).isTrue();
      assertThat(Points.isConsistent(result)).isTrue();
    }
  }

  private BigInteger scalar(int i) {
    BigInteger largest = Ed25519Model.L.subtract(BigInteger.ONE);
    return switch (i % 5) {
      case 0 -> largest;
      case 1 -> BigInteger.ZERO;
      default -> Points.randomBelow(random, Ed25519Model.L);
    };
  }

  private BigInteger factor(int i) {
    BigInteger bound = BigInteger.ONE.shiftLeft(127);
    return switch (i % 5) {
      case 0 -> bound.subtract(BigInteger.ONE);
      case 1 -> BigInteger.ZERO;
      default -> Points.randomBelow(random, bound);
    };
  }

  private static ScalarModL of(BigInteger number) {
    ScalarModL scalar = new ScalarModL();
    scalar.setCanonical(Ed25519Model.encodeNumber(number), 0);
    return scalar;
  }
}
