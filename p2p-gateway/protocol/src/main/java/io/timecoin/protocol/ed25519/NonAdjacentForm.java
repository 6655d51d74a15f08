package io.timecoin.protocol.ed25519;

import java.util.Arrays;

/**
 * A scalar as Σ digit(i)·2^i in width-w non-adjacent form: every digit is 0 or odd with |digit| <
 * 2^(w−1), and after one that is not 0 come at least w − 1 zeros.
 */
final class NonAdjacentForm {
  /** Digits kept; a scalar below L < 2^253 uses the lowest 254. */
  static final int LENGTH = 256;

  private final int width;
  private final byte[] digits = new byte[LENGTH];

  /**
   * The form of zero.
   *
   * @param width from 2 to 8
   */
  NonAdjacentForm(int width) {
    if (width < 2 || width > 8) {
      throw new IllegalArgumentException("width " + width + " is not in 2..8");
    }
    this.width = width;
  }

  /** The digit of weight 2^{@code index}. */
  int digit(int index) {
    return digits[index];
  }

  /** The highest place with a digit that is not 0; 0 if there is none. */
  int highestPosition() {
    int position = LENGTH - 1;
    while (position > 0 && digits[position] == 0) {
      position--;
    }
    return position;
  }

  /** Becomes the form of {@code scalar}. */
  void set(ScalarModL scalar) {
    Arrays.fill(digits, (byte) 0);
    int base = 1 << width;
    int carry = 0;
    int position = 0;
    while (position < LENGTH) {
      int window = carry + (bits(scalar.words, position) & (base - 1));
      if ((window & 1) == 0) {
        position++;
        continue;
      }
      carry = window >= base / 2 ? 1 : 0;
      digits[position] = (byte) (window - (carry * base));
      position += width;
    }
  }

  /** At least eight bits from {@code position} upwards, zeros beyond the scalar. */
  private static int bits(long[] words, int position) {
    int word = position >>> 6;
    int shift = position & 63;
    long bits = words[word] >>> shift;
    if (shift > 56 && word + 1 < words.length) {
      bits |= words[word + 1] << (64 - shift);
    }
    return (int) bits;
  }
}
