package io.timecoin.protocol.address;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bitcoin's Base58 for payloads of exactly 24 bytes: the number in base 58 after one '1' per
 * leading zero byte. Works on limbs of 32 bits and five digits at a time, without big integers.
 */
final class Base58 {
  static final int PAYLOAD_SIZE = 24;

  /** More digits than 24 bytes ever take, and few enough for {@link #DECODED_LIMBS}. */
  static final int MAX_DIGITS = 35;

  private static final byte[] ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUES = values();
  private static final int DIGITS_AT_ONCE = 5;
  private static final int[] POWERS = {1, 58, 3_364, 195_112, 11_316_496, 656_356_768};
  private static final int PAYLOAD_LIMBS = PAYLOAD_SIZE / 4;

  /** 35 digits are less than 2^206. */
  private static final int DECODED_LIMBS = 7;

  private Base58() {}

  static boolean isDigit(char character) {
    return character < VALUES.length && VALUES[character] >= 0;
  }

  /** The digits of 24 bytes. */
  static String encode(byte[] payload) {
    long[] limbs = new long[PAYLOAD_LIMBS];
    for (int i = 0; i < PAYLOAD_SIZE; i++) {
      limbs[i / 4] = limbs[i / 4] << 8 | Byte.toUnsignedLong(payload[i]);
    }
    byte[] digits = new byte[MAX_DIGITS];
    for (int end = MAX_DIGITS; end > 0; end -= DIGITS_AT_ONCE) {
      long rest = divide(limbs, POWERS[DIGITS_AT_ONCE]);
      for (int i = end - 1; i >= end - DIGITS_AT_ONCE; i--) {
        digits[i] = ALPHABET[(int) (rest % 58)];
        rest /= 58;
      }
    }
    int first = 0;
    while (first < MAX_DIGITS && digits[first] == ALPHABET[0]) {
      first++;
    }
    int start = first - leadingZeros(payload);
    return new String(digits, start, MAX_DIGITS - start, StandardCharsets.US_ASCII);
  }

  /**
   * The bytes that these digits mean, of whatever length; every byte string has one text only.
   *
   * @param digits at most {@link #MAX_DIGITS} characters, each one a digit
   */
  static byte[] decode(String digits) {
    int ones = 0;
    while (ones < digits.length() && digits.charAt(ones) == ALPHABET[0]) {
      ones++;
    }
    long[] limbs = new long[DECODED_LIMBS];
    for (int i = ones; i < digits.length(); i += DIGITS_AT_ONCE) {
      int end = Math.min(i + DIGITS_AT_ONCE, digits.length());
      long group = 0;
      for (int j = i; j < end; j++) {
        group = group * 58 + VALUES[digits.charAt(j)];
      }
      multiplyAdd(limbs, POWERS[end - i], group);
    }
    byte[] number = new byte[DECODED_LIMBS * 4];
    for (int i = 0; i < number.length; i++) {
      number[i] = (byte) (limbs[i / 4] >>> (24 - 8 * (i % 4)));
    }
    int zeros = leadingZeros(number);
    byte[] decoded = new byte[ones + number.length - zeros];
    System.arraycopy(number, zeros, decoded, ones, number.length - zeros);
    return decoded;
  }

  /** Divides in place, most significant limb first; gives the remainder. */
  private static long divide(long[] limbs, long divisor) {
    long remainder = 0;
    for (int i = 0; i < limbs.length; i++) {
      long dividend = remainder << 32 | limbs[i];
      limbs[i] = dividend / divisor;
      remainder = dividend % divisor;
    }
    return remainder;
  }

  private static void multiplyAdd(long[] limbs, long factor, long addend) {
    long carry = addend;
    for (int i = limbs.length - 1; i >= 0; i--) {
      long product = limbs[i] * factor + carry;
      limbs[i] = product & 0xFFFF_FFFFL;
      carry = product >>> 32;
    }
  }

  private static int leadingZeros(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    return zeros;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < ALPHABET.length; i++) {
      values[ALPHABET[i]] = (byte) i;
    }
    return values;
  }
}
