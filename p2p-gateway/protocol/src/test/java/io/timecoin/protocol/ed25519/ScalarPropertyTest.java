package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.Ed25519Model.L;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scalars modulo L and their non-adjacent forms against BigInteger. */
class ScalarPropertyTest {
  private static final int ROUNDS = 20_000;
  private static final BigInteger LIMIT_512 = BigInteger.ONE.shiftLeft(512);
  private static final BigInteger LIMIT_256 = BigInteger.ONE.shiftLeft(256);

  private final Random random = new Random(8032);
  private final ScalarModL scalar = new ScalarModL();

  @Test
  void reductionIsRightForRandomNumbers() {
    for (int i = 0; i < ROUNDS; i++) {
      assertReduced(new BigInteger(random.nextInt(513), random));
    }
  }

  @Test
  void reductionIsRightAroundMultiplesOfL() {
    BigInteger largest = LIMIT_512.divide(L);
    List<BigInteger> quotients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      quotients.add(BigInteger.valueOf(i));
      quotients.add(largest.subtract(BigInteger.valueOf(i)));
    }
    for (int i = 0; i < 1_000; i++) {
      quotients.add(new BigInteger(random.nextInt(260), random));
      quotients.add(BigInteger.ONE.shiftLeft(random.nextInt(260)));
    }
    for (BigInteger quotient : quotients) {
      for (int offset = -3; offset <= 3; offset++) {
        BigInteger number = quotient.multiply(L).add(BigInteger.valueOf(offset));
        if (number.signum() >= 0 && number.compareTo(LIMIT_512) < 0) {
          assertReduced(number);
        }
      }
    }
  }

  @Test
  void reductionIsRightForExtremeWords() {
    for (int ones = 0; ones < 256; ones++) {
      BigInteger number = BigInteger.ZERO;
      for (int word = 0; word < 8; word++) {
        if (((ones >> word) & 1) == 1) {
          number =
              number.add(
                  BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE).shiftLeft(64 * word));
        }
      }
      assertReduced(number);
    }
  }

  private void assertReduced(BigInteger number) {
    byte[] bytes = Ed25519Model.concat(new byte[3], Ed25519Model.encodeNumber(number, 64));

    new BarrettReduction().reduce(bytes, 3, scalar);

    assertThat(value(scalar)).isEqualTo(number.mod(L));
  }

  @Test
  void reductionKeepsNothingFromTheCallBefore() {
    BarrettReduction reduction = new BarrettReduction();
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger number = new BigInteger(random.nextInt(513), random);

      reduction.reduce(Ed25519Model.encodeNumber(number, 64), 0, scalar);

      assertThat(value(scalar)).isEqualTo(number.mod(L));
    }
  }

  @Test
  void sumsOfProductsAreRightForExtremeAndRandomFactors() {
    BarrettReduction reduction = new BarrettReduction();
    WideScalar wide = new WideScalar();
    BigInteger mask = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    List<BigInteger> scalars = interestingScalars();
    for (int round = 0; round < 50; round++) {
      wide.clear();
      BigInteger expected = BigInteger.ZERO;
      for (BigInteger number : scalars) {
        BigInteger z = round == 0 ? mask : new BigInteger(128, random);
        scalar.setCanonical(Ed25519Model.encodeNumber(number), 0);
        wide.addProduct(z.longValue(), z.shiftRight(64).longValue(), scalar);
        expected = expected.add(z.multiply(number));
      }

      reduction.reduce(wide, scalar);

      assertThat(value(scalar)).isEqualTo(expected.mod(L));
    }
  }

  @Test
  void negationIsRight() {
    ScalarModL negation = new ScalarModL();
    for (BigInteger number : interestingScalars()) {
      scalar.setCanonical(Ed25519Model.encodeNumber(number), 0);

      negation.setNegation(scalar);
      assertThat(value(negation)).isEqualTo(number.negate().mod(L));

      scalar.setNegation(scalar);
      assertThat(value(scalar)).isEqualTo(number.negate().mod(L));
    }
  }

  @Test
  void bitsAreThoseOfTheNumber() {
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger number = new BigInteger(256, random);
      int position = random.nextInt(300);
      int count = 1 + random.nextInt(32);
      scalar.setCanonical(Ed25519Model.encodeNumber(number), 0);

      assertThat(scalar.bits(position, count))
          .isEqualTo(
              number
                  .shiftRight(position)
                  .and(BigInteger.ONE.shiftLeft(count).subtract(BigInteger.ONE))
                  .intValue());
    }
  }

  @Test
  void onlyNumbersBelowTheOrderAreCanonical() {
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      BigInteger bit = BigInteger.ONE.shiftLeft(i);
      numbers.add(bit);
      numbers.add(L.xor(bit));
      numbers.add(L.subtract(BigInteger.ONE).xor(bit));
      numbers.add(new BigInteger(256, random));
      numbers.add(new BigInteger(253, random));
    }
    numbers.addAll(
        List.of(
            BigInteger.ZERO,
            L.subtract(BigInteger.ONE),
            L,
            L.add(BigInteger.ONE),
            L.shiftLeft(1),
            LIMIT_256.subtract(BigInteger.ONE)));
    for (BigInteger number : numbers) {
      boolean canonical = scalar.setCanonical(Ed25519Model.encodeNumber(number), 0);

      assertThat(canonical).as("%s", number).isEqualTo(number.compareTo(L) < 0);
      assertThat(value(scalar)).isEqualTo(number);
    }
  }

  @Test
  void nonAdjacentFormOfEveryWidthStandsForTheScalar() {
    for (int width = 2; width <= 8; width++) {
      NonAdjacentForm form = new NonAdjacentForm(width);
      for (BigInteger number : interestingScalars()) {
        scalar.setCanonical(Ed25519Model.encodeNumber(number), 0);

        form.set(scalar);

        assertIsFormOf(form, width, number);
      }
    }
  }

  private List<BigInteger> interestingScalars() {
    List<BigInteger> numbers = new ArrayList<>(List.of(BigInteger.ZERO));
    for (int i = 0; i < 252; i++) {
      BigInteger bit = BigInteger.ONE.shiftLeft(i);
      numbers.add(bit);
      numbers.add(bit.subtract(BigInteger.ONE));
      numbers.add(L.subtract(bit));
      numbers.add(new BigInteger(252, random));
    }
    return numbers;
  }

  private static void assertIsFormOf(NonAdjacentForm form, int width, BigInteger number) {
    BigInteger sum = BigInteger.ZERO;
    int lastNonZero = -width;
    for (int i = 0; i < NonAdjacentForm.LENGTH; i++) {
      int digit = form.digit(i);
      if (digit != 0) {
        assertThat(digit & 1).isEqualTo(1);
        assertThat(Math.abs(digit)).isLessThan(1 << (width - 1));
        assertThat(i - lastNonZero).isGreaterThanOrEqualTo(width);
        lastNonZero = i;
        sum = sum.add(BigInteger.valueOf(digit).shiftLeft(i));
      }
    }
    assertThat(sum).isEqualTo(number);
    assertThat(lastNonZero).isLessThan(254);
  }

  private static BigInteger value(ScalarModL scalar) {
    BigInteger value = BigInteger.ZERO;
    for (int i = ScalarModL.WORDS - 1; i >= 0; i--) {
      value = value.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(scalar.words[i])));
    }
    return value;
  }
}
