package io.timecoin.protocol.ed25519;

/** Scalars in 64 signed digits of radix 16, from −8 to 7, the highest one up to 8. */
final class SignedRadix16 {
  /** Digits of a scalar below L. */
  static final int SCALAR_DIGITS = 64;

  /** Digits of a factor below 2^127. */
  static final int FACTOR_DIGITS = 32;

  private static final int WIDTH = 4;

  private SignedRadix16() {}

  /** Writes the lowest {@code count} digits of a scalar that has no more. */
  static void set(ScalarModL scalar, int count, byte[] digits, int offset) {
    int carry = 0;
    for (int i = 0; i < count - 1; i++) {
      int digit = digit(scalar, i) + carry;
      carry = (digit + 8) >> WIDTH;
      digits[offset + i] = (byte) (digit - (carry << WIDTH));
    }
    digits[offset + count - 1] = (byte) (digit(scalar, count - 1) + carry);
  }

  private static int digit(ScalarModL scalar, int i) {
    return (int) (scalar.words[i >>> 4] >>> (WIDTH * (i & 15))) & 15;
  }
}
