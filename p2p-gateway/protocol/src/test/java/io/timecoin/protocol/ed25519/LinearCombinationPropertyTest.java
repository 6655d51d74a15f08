package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.ed25519.Ed25519Model.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums of multiples by every method against the model. */
class LinearCombinationPropertyTest {
  private static final int MOST_TERMS = 40;

  private final Random random = new Random(1976);
  private final LinearCombination terms = new LinearCombination(MOST_TERMS);
  private final EdwardsPoint sum = new EdwardsPoint();

  private final PippengerSum pippenger = new PippengerSum(MOST_TERMS);
  private final StrausSum straus = new StrausSum(MOST_TERMS);

  @Test
  void sumsOfAnyPointsAreRightByEveryMethod() {
    for (int size : List.of(0, 1, 2, 3, 10, MOST_TERMS)) {
      Point expected = fill(size);

      assertEveryMethodGives(expected);
    }
  }

  @Test
  void extremeScalarsAreRightByEveryMethod() {
    BigInteger allOnes = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    List<BigInteger> extremes = new ArrayList<>();
    extremes.add(BigInteger.ZERO);
    extremes.add(BigInteger.ONE);
    extremes.add(allOnes);
    extremes.add(BigInteger.ONE.shiftLeft(252).subtract(BigInteger.ONE));
    extremes.add(BigInteger.ONE.shiftLeft(252));
    for (int i = 1; i <= 3; i++) {
      extremes.add(Ed25519Model.L.subtract(BigInteger.valueOf(i)));
    }
    // Digits all at the edge of a window's range.
    for (int window = 3; window <= 8; window++) {
      BigInteger edge = BigInteger.ZERO;
      for (int i = 0; ((i + 1) * window) < 252; i++) {
        edge = edge.setBit((i * window) + window - 1);
      }
      extremes.add(edge);
      extremes.add(edge.subtract(BigInteger.ONE));
    }
    for (BigInteger scalar : extremes) {
      terms.clear();
      Point point = Points.random(random);
      add(point, scalar);
      assertEveryMethodGives(point.times(scalar));
    }
  }

  @Test
  void termsThatCancelGiveTheNeutralElement() {
    terms.clear();
    Point point = Points.random(random);
    for (int i = 0; i < 10; i++) {
      add(point, BigInteger.valueOf(7 * 256 + i));
      add(point.negate(), BigInteger.valueOf(7 * 256 + i));
    }

    assertEveryMethodGives(Ed25519Model.IDENTITY);
  }

  private void assertEveryMethodGives(Point expected) {
    straus.compute(terms, sum);
    assertIs(expected);
    for (int window = PippengerSum.LEAST_WINDOW; window <= PippengerSum.MOST_WINDOW; window++) {
      pippenger.compute(terms, window, sum);
      assertIs(expected);
    }
    new LinearCombinationSum(MOST_TERMS).compute(terms, 253L * terms.size(), sum);
    assertIs(expected);
  }

  private void assertIs(Point expected) {
    assertThat(Points.toModel(sum).isSame(expected)).isTrue();
    assertThat(Points.isConsistent(sum)).isTrue();
    assertThat(Points.isTight(sum)).isTrue();
  }

  private Point fill(int size) {
    terms.clear();
    Point expected = Ed25519Model.IDENTITY;
    for (int i = 0; i < size; i++) {
      Point point = Points.random(random);
      BigInteger bound =
          random.nextBoolean() ? Ed25519Model.L : BigInteger.ONE.shiftLeft(random.nextInt(129));
      BigInteger scalar = Points.randomBelow(random, bound);
      add(point, scalar);
      expected = expected.plus(point.times(scalar));
    }
    return expected;
  }

  private void add(Point point, BigInteger scalar) {
    terms.add(Points.affine(point)).setCanonical(Ed25519Model.encodeNumber(scalar), 0);
  }

  @Test
  void tooManyTermsForStrausCostLessByPippenger() {
    for (int terms = LinearCombinationSum.MOST_STRAUS_TERMS + 1; terms < 1_000; terms++) {
      for (int bits = 127; bits <= 253; bits++) {
        long scalarBits = (long) bits * terms;
        int window = PippengerSum.bestWindow(scalarBits);
        assertThat(PippengerSum.cost(window, scalarBits))
            .isLessThan(StrausSum.cost(terms, scalarBits));
      }
    }
  }

  @Test
  void moreTermsTakeWiderWindows() {
    int last = PippengerSum.LEAST_WINDOW;
    for (int bits = 100; bits < 1_000_000; bits *= 2) {
      int window = PippengerSum.bestWindow(bits);
      assertThat(window).isBetween(last, PippengerSum.MOST_WINDOW);
      last = window;
    }
    assertThat(last).isEqualTo(PippengerSum.MOST_WINDOW);
  }
}
