package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.Ed25519Model.P;
import static io.timecoin.protocol.ed25519.FieldElements.number;
import static io.timecoin.protocol.ed25519.FieldElements.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arithmetic modulo p against BigInteger, at and between the stated bounds of the limbs. */
class FieldElementPropertyTest {
  private static final int ROUNDS = 20_000;

  private final Random random = new Random(215);
  private final FieldElement result = new FieldElement();

  /** Greatest sizes of the limbs of two factors. */
  private record Sizes(long a, long b) {}

  /** Pairs that exhaust what is stated about factors. */
  private static List<Sizes> greatestSizes() {
    long most = FieldElement.FACTOR_LIMIT;
    long least = (long) (FieldElement.PRODUCT_LIMIT / most);
    long tight = FieldElement.MOST_TIGHT;
    long square = greatestSquared();
    return List.of(
        new Sizes(most, least),
        new Sizes(least, most),
        new Sizes(3 * tight, 2 * tight),
        new Sizes(2 * tight, 3 * tight),
        new Sizes(square, square),
        new Sizes(1, most),
        new Sizes(most, 1));
  }

  private static long greatestSquared() {
    return (long) Math.sqrt(FieldElement.PRODUCT_LIMIT);
  }

  @Test
  void sumsOfThreeAndOfTwoTightElementsMayBeMultiplied() {
    double three = 3.0 * FieldElement.MOST_TIGHT - FieldElement.LEAST_TIGHT;
    double two = 2.0 * FieldElement.MOST_TIGHT - FieldElement.LEAST_TIGHT;
    assertThat(three * two).isLessThan(FieldElement.PRODUCT_LIMIT);
    assertThat(three).isLessThan(FieldElement.FACTOR_LIMIT);
  }

  @Test
  void productIsRightAndTight() {
    for (Sizes sizes : greatestSizes()) {
      for (int i = 0; i < ROUNDS; i++) {
        assertProductIsRight(
            FieldElements.upTo(sizes.a(), random), FieldElements.upTo(sizes.b(), random));
      }
    }
  }

  @Test
  void productsOfGreatestLimbsOfAllSignsAreRightAndTight() {
    for (Sizes sizes : greatestSizes()) {
      for (int signs = 0; signs < 1024; signs++) {
        assertProductIsRight(
            FieldElements.allLimbs(sizes.a(), signs),
            FieldElements.allLimbs(sizes.b(), signs >> 5));
      }
    }
  }

  private void assertProductIsRight(FieldElement a, FieldElement b) {
    result.setProduct(a, b);

    assertThat(value(result)).isEqualTo(value(a).multiply(value(b)).mod(P));
    assertThat(FieldElements.isTight(result)).isTrue();
  }

  @Test
  void squareIsRightAndTight() {
    for (int i = 0; i < ROUNDS; i++) {
      assertSquareIsRight(FieldElements.upTo(greatestSquared(), random));
      assertSquareIsRight(FieldElements.tight(random));
    }
    for (int signs = 0; signs < 32; signs++) {
      assertSquareIsRight(FieldElements.allLimbs(greatestSquared(), signs));
    }
  }

  private void assertSquareIsRight(FieldElement a) {
    result.setSquare(a);

    assertThat(value(result)).isEqualTo(value(a).pow(2).mod(P));
    assertThat(FieldElements.isTight(result)).isTrue();
  }

  @Test
  void productsAndSquaresOfExtremeTightLimbsAreRightAndTight() {
    long radix = 1L << 51;
    List<Long> extremes =
        List.of(FieldElement.LEAST_TIGHT, 0L, 1L, radix - 1, radix, FieldElement.MOST_TIGHT);
    for (long limbA : extremes) {
      for (long limbB : extremes) {
        for (int mask = 0; mask < 32; mask++) {
          FieldElement a = FieldElements.allLimbs(limbA, 0);
          FieldElement b = masked(limbB, mask);

          assertProductIsRight(a, b);
          assertProductIsRight(b, a);
          assertSquareIsRight(b);
        }
      }
    }
  }

  private static FieldElement masked(long limb, int mask) {
    return new FieldElement(
        limb * (mask & 1),
        limb * ((mask >> 1) & 1),
        limb * ((mask >> 2) & 1),
        limb * ((mask >> 3) & 1),
        limb * ((mask >> 4) & 1));
  }

  @Test
  void sumsAndDifferencesAreRightWithoutCarry() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.upTo(FieldElement.FACTOR_LIMIT, random);
      FieldElement b = FieldElements.upTo(FieldElement.FACTOR_LIMIT, random);

      result.setSum(a, b);
      assertThat(number(result)).isEqualTo(number(a).add(number(b)));

      result.setDifference(a, b);
      assertThat(number(result)).isEqualTo(number(a).subtract(number(b)));
    }
  }

  @Test
  void negationIsRightAndTight() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.tight(random);

      result.setNegation(a);

      assertThat(value(result)).isEqualTo(value(a).negate().mod(P));
      assertThat(FieldElements.isTight(result)).isTrue();
    }
  }

  @Test
  void carriedLimbsGiveTheirNumberAndTightOnes() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.upTo(Long.MAX_VALUE, random);
      a.l4 %= FieldElement.CARRY_LIMIT + 1;
      assertCarryIsRight(a);
      a.l4 = a.l4 < 0 ? -FieldElement.CARRY_LIMIT : FieldElement.CARRY_LIMIT;
      assertCarryIsRight(a);
    }
    for (long limb : List.of(Long.MIN_VALUE, Long.MAX_VALUE)) {
      for (long highest : List.of(-FieldElement.CARRY_LIMIT, FieldElement.CARRY_LIMIT)) {
        assertCarryIsRight(new FieldElement(limb, limb, limb, limb, highest));
      }
    }
  }

  private void assertCarryIsRight(FieldElement a) {
    result.setCarried(a.l0, a.l1, a.l2, a.l3, a.l4);

    assertThat(value(result)).isEqualTo(value(a));
    assertThat(FieldElements.isTight(result)).isTrue();
  }

  @Test
  void canonicalFormIsTheReducedNumber() {
    for (int i = 0; i < ROUNDS; i++) {
      assertCanonicalFormIsRight(FieldElements.upTo(FieldElement.CANONICAL_LIMIT, random));
      assertCanonicalFormIsRight(FieldElements.tight(random));
    }
  }

  private static void assertCanonicalFormIsRight(FieldElement a) {
    BigInteger expected = value(a);

    a.canonicalize();

    assertThat(number(a)).isEqualTo(expected);
    assertThat(FieldElements.isCarriedThrough(a)).isTrue();
  }

  @Test
  void canonicalFormIsRightAroundEveryMultipleOfP() {
    for (int multiple = -3; multiple <= 3; multiple++) {
      for (int offset = -40; offset <= 40; offset++) {
        BigInteger number =
            P.multiply(BigInteger.valueOf(multiple)).add(BigInteger.valueOf(offset));
        FieldElement a = withTopLimbOverflow(number);

        assertThat(a.isZero()).isEqualTo(number.mod(P).signum() == 0);
        assertThat(number(a)).isEqualTo(number.mod(P));
        assertThat(a.isOdd()).isEqualTo(number.mod(P).testBit(0));
      }
    }
  }

  /** Limbs 0 to 3 from 0 to 2^51 − 1, the rest in limb 4. */
  private static FieldElement withTopLimbOverflow(BigInteger number) {
    long mask = (1L << 51) - 1;
    return new FieldElement(
        number.longValue() & mask,
        number.shiftRight(51).longValue() & mask,
        number.shiftRight(102).longValue() & mask,
        number.shiftRight(153).longValue() & mask,
        number.shiftRight(204).longValueExact());
  }

  @Test
  void bytesAreReadWithoutTheTopBit() {
    byte[] bytes = new byte[40];
    for (int i = 0; i < ROUNDS; i++) {
      random.nextBytes(bytes);
      byte[] encoded = new byte[32];
      System.arraycopy(bytes, 5, encoded, 0, 32);

      result.setBytes(bytes, 5);

      assertThat(number(result)).isEqualTo(Ed25519Model.decodeNumber(encoded).clearBit(255));
      assertThat(FieldElements.isCarriedThrough(result)).isTrue();
    }
  }

  @Test
  void receiverMayBeAnOperand() {
    for (int i = 0; i < 1_000; i++) {
      FieldElement a = FieldElements.tight(random);
      FieldElement b = FieldElements.tight(random);
      BigInteger valueA = value(a);
      BigInteger valueB = value(b);

      result.set(a);
      result.setProduct(result, b);
      assertThat(value(result)).isEqualTo(valueA.multiply(valueB).mod(P));

      result.set(b);
      result.setProduct(a, result);
      assertThat(value(result)).isEqualTo(valueA.multiply(valueB).mod(P));

      result.set(a);
      result.setSquare(result);
      assertThat(value(result)).isEqualTo(valueA.pow(2).mod(P));

      result.set(b);
      result.setDifference(a, result);
      assertThat(value(result)).isEqualTo(valueA.subtract(valueB).mod(P));

      result.set(a);
      result.setNegation(result);
      assertThat(value(result)).isEqualTo(valueA.negate().mod(P));
    }
  }

  @Test
  void powersOfBothOfAPairAreRight() {
    FieldExponentiation exponentiation = new FieldExponentiation();
    FieldPair a = new FieldPair();
    FieldPair power = new FieldPair();
    for (int i = 0; i < 200; i++) {
      a.first.set(i == 0 ? new FieldElement() : FieldElements.tight(random));
      a.second.set(i == 1 ? new FieldElement() : FieldElements.tight(random));

      exponentiation.powerForRoot(a, power);
      assertPowersAre(power, a, P.subtract(BigInteger.valueOf(5)).shiftRight(3));

      exponentiation.invert(a, power);
      assertPowersAre(power, a, P.subtract(BigInteger.TWO));
    }
  }

  private static void assertPowersAre(FieldPair power, FieldPair a, BigInteger exponent) {
    assertThat(value(power.first)).isEqualTo(value(a.first).modPow(exponent, P));
    assertThat(value(power.second)).isEqualTo(value(a.second).modPow(exponent, P));
    assertThat(FieldElements.isTight(power.first)).isTrue();
    assertThat(FieldElements.isTight(power.second)).isTrue();
  }

  @Test
  void constantsAreThoseOfTheCurve() {
    assertThat(number(CurveConstants.ONE)).isEqualTo(BigInteger.ONE);
    assertThat(number(CurveConstants.D)).isEqualTo(Ed25519Model.D);
    assertThat(number(CurveConstants.TWO_D)).isEqualTo(Ed25519Model.D.shiftLeft(1).mod(P));
    assertThat(number(CurveConstants.ROOT_OF_MINUS_ONE).pow(2).mod(P))
        .isEqualTo(P.subtract(BigInteger.ONE));
  }
}
