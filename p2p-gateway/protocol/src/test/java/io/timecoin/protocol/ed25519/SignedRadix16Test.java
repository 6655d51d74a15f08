package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Digits stand for their number and stay within the table. */
class SignedRadix16Test {
  private final Random random = new Random(16);

  @Test
  void digitsOfScalarsStandForThem() {
    List<BigInteger> numbers = extremes(252);
    for (int i = 1; i < 20; i++) {
      numbers.add(Ed25519Model.L.subtract(BigInteger.valueOf(i)));
    }
    for (BigInteger number : numbers) {
      assertDigitsStandFor(number, SignedRadix16.SCALAR_DIGITS);
    }
  }

  @Test
  void digitsOfFactorsStandForThem() {
    for (BigInteger number : extremes(127)) {
      assertDigitsStandFor(number, SignedRadix16.FACTOR_DIGITS);
    }
  }

  private List<BigInteger> extremes(int bits) {
    List<BigInteger> numbers = new ArrayList<>(List.of(BigInteger.ZERO));
    for (int i = 1; i <= bits; i++) {
      numbers.add(BigInteger.ONE.shiftLeft(i).subtract(BigInteger.ONE));
      numbers.add(BigInteger.ONE.shiftLeft(i - 1));
      numbers.add(new BigInteger(bits, random));
    }
    for (int digit = 0; digit < 16; digit++) {
      BigInteger all = BigInteger.ZERO;
      for (int i = 0; i + 4 <= bits; i += 4) {
        all = all.or(BigInteger.valueOf(digit).shiftLeft(i));
      }
      numbers.add(all);
    }
    return numbers;
  }

  private static void assertDigitsStandFor(BigInteger number, int count) {
    ScalarModL scalar = new ScalarModL();
    scalar.setCanonical(Ed25519Model.encodeNumber(number), 0);
    byte[] digits = new byte[count + 5];

    SignedRadix16.set(scalar, count, digits, 3);

    BigInteger sum = BigInteger.ZERO;
    for (int i = count - 1; i >= 0; i--) {
      assertThat((int) digits[3 + i]).isBetween(-8, 8);
      sum = sum.shiftLeft(4).add(BigInteger.valueOf(digits[3 + i]));
    }
    assertThat(sum).isEqualTo(number);
  }
}
