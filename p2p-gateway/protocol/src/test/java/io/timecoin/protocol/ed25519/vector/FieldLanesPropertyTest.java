package io.timecoin.protocol.ed25519.vector;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.CARRY_LIMIT;
import static io.timecoin.protocol.ed25519.vector.FieldLanes.ELEMENT;
import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;
import static io.timecoin.protocol.ed25519.vector.FieldLanes.PRODUCT_LIMIT;
import static io.timecoin.protocol.ed25519.vector.FieldLanes.REDUCED_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Arithmetic in lanes against BigInteger, at and between the stated bounds of the limbs and with
 * every combination of signs. Few rounds, since without AVX-512 each takes a millisecond.
 */
class FieldLanesPropertyTest {
  private static final int LIMBS = 5;
  private static final int ROUNDS = 200;
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The largest integer that may be multiplied with a reduced limb. */
  private static final double MOST_FACTOR = Math.floor(PRODUCT_LIMIT / REDUCED_LIMIT);

  private final Random random = new Random(51);
  private final double[] m = new double[12 * ELEMENT];
  private final double[] before = new double[12 * ELEMENT];

  @Test
  void threeTimesAReducedElementMayBeAFactorOfAReducedOne() {
    assertThat(3 * REDUCED_LIMIT).isLessThanOrEqualTo(MOST_FACTOR);
    assertThat(MOST_FACTOR * REDUCED_LIMIT).isLessThanOrEqualTo(PRODUCT_LIMIT);
  }

  @Test
  void productsAreRightAndReduced() {
    for (int i = 0; i < ROUNDS; i++) {
      fill(0, REDUCED_LIMIT);
      fill(1, MOST_FACTOR);

      FieldLanes.multiply(m, 0, m, ELEMENT, m, 2 * ELEMENT);
      FieldLanes.multiply(m, ELEMENT, m, 0, m, 3 * ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        BigInteger expected = value(m, 0, lane).multiply(value(m, 1, lane));
        assertIs(2, lane, expected, REDUCED_LIMIT);
        assertIs(3, lane, expected, REDUCED_LIMIT);
      }
    }
  }

  @Test
  void productsOfExtremeLimbsAreRightWithAnySigns() {
    for (int signsA = 0; signsA < 1 << LIMBS; signsA++) {
      for (int signsB = 0; signsB < 1 << LIMBS; signsB += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
          setSigned(0, lane, REDUCED_LIMIT, signsA);
          setSigned(1, lane, MOST_FACTOR, signsB + lane);
        }

        FieldLanes.multiply(m, 0, m, ELEMENT, m, 2 * ELEMENT);
        FieldLanes.square(m, 0, m, 3 * ELEMENT);

        for (int lane = 0; lane < LANES; lane++) {
          assertIs(2, lane, value(m, 0, lane).multiply(value(m, 1, lane)), REDUCED_LIMIT);
          assertIs(3, lane, value(m, 0, lane).pow(2), REDUCED_LIMIT);
        }
      }
    }
  }

  private void setSigned(int element, int lane, double size, int signs) {
    for (int i = 0; i < LIMBS; i++) {
      m[(element * ELEMENT) + (i * LANES) + lane] = ((signs >> i) & 1) == 1 ? -size : size;
    }
  }

  @Test
  void productsThatAreExactHalvesOfARoundingStepAreRight() {
    // ±2^50 and ±2^50·odd lie in the middle between two multiples of 2^51.
    for (int i = 0; i < ROUNDS; i++) {
      for (int j = 0; j < ELEMENT; j++) {
        m[j] = (2 * random.nextInt(1 << 20) + 1) * (random.nextBoolean() ? 1.0 : -1.0);
        m[ELEMENT + j] = random.nextBoolean() ? 0x1p50 : -0x1p50;
      }

      FieldLanes.multiply(m, 0, m, ELEMENT, m, 2 * ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        assertIs(2, lane, value(m, 0, lane).multiply(value(m, 1, lane)), REDUCED_LIMIT);
      }
    }
  }

  @Test
  void carriesOfEitherSignIntoLimbsAtTheEndsOfTheirRangeAreRight() {
    double[] ends = {-0x1p50, -0x1p50 + 1, 0x1p50 - 2, 0x1p50 - 1, 0x1p50};
    for (int i = 0; i < ROUNDS; i++) {
      for (int j = 0; j < ELEMENT; j++) {
        m[j] = ends[random.nextInt(ends.length)];
        m[ELEMENT + j] = 0;
      }
      for (int lane = 0; lane < LANES; lane++) {
        // One limb that is not 0 puts the ends into columns of the product as they are.
        m[ELEMENT + (LANES * random.nextInt(LIMBS)) + lane] = random.nextBoolean() ? 1 : -1;
      }

      FieldLanes.multiply(m, 0, m, ELEMENT, m, 2 * ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        assertIs(2, lane, value(m, 0, lane).multiply(value(m, 1, lane)), REDUCED_LIMIT);
      }
    }
  }

  @Test
  void squaresAreRightAndReduced() {
    for (int i = 0; i < ROUNDS; i++) {
      fill(0, REDUCED_LIMIT);

      FieldLanes.square(m, 0, m, ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        assertIs(1, lane, value(m, 0, lane).pow(2), REDUCED_LIMIT);
      }
    }
  }

  @Test
  void resultsMayLieWhereOperandsLay() {
    for (int i = 0; i < ROUNDS; i++) {
      fill(0, REDUCED_LIMIT);
      fill(1, REDUCED_LIMIT);
      fill(2, CARRY_LIMIT);
      System.arraycopy(m, 0, before, 0, 3 * ELEMENT);

      FieldLanes.multiply(m, 0, m, ELEMENT, m, 0);
      FieldLanes.square(m, ELEMENT, m, ELEMENT);
      FieldLanes.carry(m, 2 * ELEMENT, m, 2 * ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        BigInteger product = value(before, 0, lane).multiply(value(before, 1, lane));
        assertIs(0, lane, product, REDUCED_LIMIT);
        assertIs(1, lane, value(before, 1, lane).pow(2), REDUCED_LIMIT);
        assertIs(2, lane, value(before, 2, lane), REDUCED_LIMIT);
      }
    }
  }

  @Test
  void carriedElementsKeepTheirValueAndAreReduced() {
    for (int i = 0; i < ROUNDS; i++) {
      fill(0, CARRY_LIMIT);

      FieldLanes.carry(m, 0, m, ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        assertIs(1, lane, value(m, 0, lane), REDUCED_LIMIT);
      }
    }
  }

  @Test
  void differencesAndSumsAreRight() {
    for (int i = 0; i < ROUNDS; i++) {
      fill(0, REDUCED_LIMIT);
      fill(1, REDUCED_LIMIT);

      FieldLanes.differenceAndSum(m, 0, m, ELEMENT, m, 2 * ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        BigInteger a = value(m, 0, lane);
        BigInteger b = value(m, 1, lane);
        assertIs(2, lane, a.subtract(b), 2 * REDUCED_LIMIT);
        assertIs(3, lane, a.add(b), 2 * REDUCED_LIMIT);
      }
    }
  }

  @Test
  void sumsBetweenTheProductsOfAnAdditionAreRightAndBounded() {
    for (int i = 0; i < ROUNDS; i++) {
      for (int element = 0; element < 3; element++) {
        fill(element, REDUCED_LIMIT);
      }
      fill(3, 2 * REDUCED_LIMIT);

      FieldLanes.completeSum(m, 0, 4 * ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        BigInteger a = value(m, 0, lane);
        BigInteger b = value(m, 1, lane);
        BigInteger c = value(m, 2, lane);
        BigInteger d = value(m, 3, lane);
        assertIs(4, lane, b.subtract(a), 2 * REDUCED_LIMIT);
        assertIs(5, lane, d.subtract(c), REDUCED_LIMIT);
        assertIs(6, lane, d.add(c), 3 * REDUCED_LIMIT);
        assertIs(7, lane, b.add(a), REDUCED_LIMIT);
      }
    }
  }

  @Test
  void sumsBetweenTheProductsOfADoublingAreRightAndBounded() {
    for (int i = 0; i < ROUNDS; i++) {
      for (int element = 0; element < 4; element++) {
        fill(element, REDUCED_LIMIT);
      }

      FieldLanes.completeDouble(m, 0, 4 * ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        BigInteger a = value(m, 0, lane);
        BigInteger b = value(m, 1, lane);
        BigInteger c = value(m, 2, lane);
        BigInteger d = value(m, 3, lane);
        assertIs(4, lane, d.add(d), 2 * REDUCED_LIMIT);
        assertIs(5, lane, c.add(c).subtract(b).add(a), REDUCED_LIMIT);
        assertIs(6, lane, b.subtract(a), 2 * REDUCED_LIMIT);
        assertIs(7, lane, b.add(a), REDUCED_LIMIT);
      }
    }
  }

  @Test
  void preparedPointsAreRightAndBounded() {
    for (int i = 0; i < ROUNDS; i++) {
      for (int element = 0; element < 3; element++) {
        fill(element, REDUCED_LIMIT);
      }
      fill(6, REDUCED_LIMIT);
      System.arraycopy(m, 6 * ELEMENT, before, 0, ELEMENT);

      FieldLanes.completeCached(m, 0, m, 4 * ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        BigInteger x = value(m, 0, lane);
        BigInteger y = value(m, 1, lane);
        assertIs(4, lane, y.add(x), REDUCED_LIMIT);
        assertIs(5, lane, y.subtract(x), REDUCED_LIMIT);
        assertIs(6, lane, value(before, 0, lane), REDUCED_LIMIT);
        assertIs(7, lane, value(before, 0, lane).negate(), REDUCED_LIMIT);
        assertIs(8, lane, value(m, 2, lane).shiftLeft(1), 2 * REDUCED_LIMIT);
      }
    }
  }

  @Test
  void lanesFetchDifferentEntries() {
    double[] table = new double[1_000];
    for (int i = 0; i < table.length; i++) {
      table[i] = i;
    }
    int[] index = new int[3 + LANES];
    for (int i = 0; i < ROUNDS; i++) {
      int base = random.nextInt(100);
      for (int lane = 0; lane < LANES; lane++) {
        index[3 + lane] = random.nextInt(900);
      }

      TableLanes.gather(table, base, index, 3, m, ELEMENT);

      for (int lane = 0; lane < LANES; lane++) {
        assertThat(m[ELEMENT + lane]).isEqualTo(base + index[3 + lane]);
      }
    }
  }

  private void assertIs(int element, int lane, BigInteger expected, double bound) {
    assertThat(value(m, element, lane).subtract(expected).mod(P)).isEqualTo(BigInteger.ZERO);
    for (int i = 0; i < LIMBS; i++) {
      double limb = m[(element * ELEMENT) + (i * LANES) + lane];
      assertThat(Math.abs(limb)).isLessThanOrEqualTo(bound);
      assertThat(limb).isEqualTo(Math.rint(limb));
    }
  }

  private static BigInteger value(double[] m, int element, int lane) {
    BigInteger value = BigInteger.ZERO;
    for (int i = LIMBS - 1; i >= 0; i--) {
      double limb = m[(element * ELEMENT) + (i * LANES) + lane];
      value = value.shiftLeft(51).add(BigInteger.valueOf((long) limb));
    }
    return value;
  }

  /** Integers up to {@code most} in size, half of them at an edge. */
  private void fill(int element, double most) {
    double[] edges = {0, 1, -1, 0x1p50, -0x1p50, 0x1p50 - 1, most, -most, most - 1};
    for (int i = 0; i < ELEMENT; i++) {
      double limb =
          random.nextBoolean()
              ? edges[random.nextInt(edges.length)]
              : Math.rint(((2 * random.nextDouble()) - 1) * most);
      m[(element * ELEMENT) + i] = limb;
    }
  }
}
