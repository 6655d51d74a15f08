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
  private static final long TIGHT = FieldElement.TIGHT_LIMIT - 1;
  private static final long LOOSE = FieldElement.LOOSE_LIMIT - 1;

  private final Random random = new Random(215);
  private final FieldElement result = new FieldElement();

  @Test
  void productOfLooseElementsIsRightAndTight() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.random(random, LOOSE);
      FieldElement b = FieldElements.random(random, LOOSE);

      result.setProduct(a, b);

      assertThat(value(result)).isEqualTo(value(a).multiply(value(b)).mod(P));
      assertThat(FieldElements.isTight(result)).isTrue();
    }
  }

  @Test
  void squareOfLooseElementIsRightAndTight() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.random(random, LOOSE);

      result.setSquare(a);

      assertThat(value(result)).isEqualTo(value(a).pow(2).mod(P));
      assertThat(FieldElements.isTight(result)).isTrue();
    }
  }

  @Test
  void productsOfAllExtremeLimbsAreRightAndTight() {
    List<Long> extremes = List.of(0L, 1L, (1L << 51) - 1, TIGHT, LOOSE);
    for (long limbA : extremes) {
      for (long limbB : extremes) {
        for (int mask = 0; mask < 32; mask++) {
          FieldElement a = FieldElements.allLimbs(limbA);
          FieldElement b = masked(limbB, mask);

          result.setProduct(a, b);
          assertThat(value(result)).isEqualTo(value(a).multiply(value(b)).mod(P));
          assertThat(FieldElements.isTight(result)).isTrue();

          result.setProduct(b, a);
          assertThat(value(result)).isEqualTo(value(a).multiply(value(b)).mod(P));
          assertThat(FieldElements.isTight(result)).isTrue();

          result.setSquare(b);
          assertThat(value(result)).isEqualTo(value(b).pow(2).mod(P));
          assertThat(FieldElements.isTight(result)).isTrue();
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
  void sumIsRightWithoutCarry() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.random(random, LOOSE);
      FieldElement b = FieldElements.random(random, LOOSE);

      result.setSum(a, b);

      assertThat(number(result)).isEqualTo(number(a).add(number(b)));
    }
  }

  @Test
  void differenceIsRightAndBounded() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.random(random, TIGHT);
      FieldElement b = FieldElements.random(random, FieldElement.DIFFERENCE_LIMIT);

      result.setDifference(a, b);

      assertThat(value(result)).isEqualTo(value(a).subtract(value(b)).mod(P));
      assertThat(FieldElements.isAtMost(result, TIGHT + (1L << 52))).isTrue();
    }
  }

  @Test
  void wideDifferenceIsRightAndBounded() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.random(random, 2 * TIGHT);
      FieldElement b = FieldElements.random(random, FieldElement.WIDE_DIFFERENCE_LIMIT);

      result.setWideDifference(a, b);

      assertThat(value(result)).isEqualTo(value(a).subtract(value(b)).mod(P));
      assertThat(FieldElements.isAtMost(result, LOOSE)).isTrue();
    }
  }

  @Test
  void negationIsRightAndTight() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.random(random, FieldElement.DIFFERENCE_LIMIT);

      result.setNegation(a);

      assertThat(value(result)).isEqualTo(value(a).negate().mod(P));
      assertThat(FieldElements.isTight(result)).isTrue();
    }
  }

  @Test
  void signedLimbsGiveTheirNumberAndTightOnes() {
    long most = FieldElement.SIGNED_LIMIT;
    long[] limbs = new long[5];
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger expected = BigInteger.ZERO;
      for (int j = 4; j >= 0; j--) {
        long size = random.nextBoolean() ? most : random.nextLong(most + 1);
        limbs[j] = random.nextBoolean() ? size : -size;
        expected = expected.shiftLeft(51).add(BigInteger.valueOf(limbs[j]));
      }

      result.setSigned(limbs[0], limbs[1], limbs[2], limbs[3], limbs[4]);

      assertThat(value(result)).isEqualTo(expected.mod(P));
      assertThat(FieldElements.isTight(result)).isTrue();
    }
  }

  @Test
  void canonicalFormIsTheReducedNumber() {
    for (int i = 0; i < ROUNDS; i++) {
      FieldElement a = FieldElements.random(random, LOOSE);
      BigInteger expected = value(a);

      a.canonicalize();

      assertThat(number(a)).isEqualTo(expected);
      assertThat(FieldElements.isAtMost(a, (1L << 51) - 1)).isTrue();
    }
  }

  @Test
  void canonicalFormIsRightAroundEveryMultipleOfP() {
    for (int multiple = 0; multiple <= 5; multiple++) {
      for (int offset = -40; offset <= 40; offset++) {
        BigInteger number =
            P.multiply(BigInteger.valueOf(multiple)).add(BigInteger.valueOf(offset));
        if (number.signum() >= 0) {
          FieldElement a = withTopLimbOverflow(number);

          assertThat(a.isZero()).isEqualTo(number.mod(P).signum() == 0);
          assertThat(number(a)).isEqualTo(number.mod(P));
          assertThat(a.isOdd()).isEqualTo(number.mod(P).testBit(0));
        }
      }
    }
  }

  /** Limbs 0 to 3 below 2^51, the rest in limb 4. */
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
      assertThat(FieldElements.isAtMost(result, (1L << 51) - 1)).isTrue();
    }
  }

  @Test
  void receiverMayBeAnOperand() {
    for (int i = 0; i < 1_000; i++) {
      FieldElement a = FieldElements.random(random, TIGHT);
      FieldElement b = FieldElements.random(random, TIGHT);
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
  void powersAreRight() {
    FieldExponentiation exponentiation = new FieldExponentiation();
    BigInteger exponent = P.subtract(BigInteger.valueOf(5)).shiftRight(3);
    for (int i = 0; i < 200; i++) {
      FieldElement a = i == 0 ? new FieldElement() : FieldElements.random(random, LOOSE);

      exponentiation.powerForRoot(a, result);
      assertThat(value(result)).isEqualTo(value(a).modPow(exponent, P));
      assertThat(FieldElements.isTight(result)).isTrue();

      exponentiation.invert(a, result);
      assertThat(value(result)).isEqualTo(value(a).modPow(P.subtract(BigInteger.TWO), P));
      assertThat(FieldElements.isTight(result)).isTrue();
    }
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
