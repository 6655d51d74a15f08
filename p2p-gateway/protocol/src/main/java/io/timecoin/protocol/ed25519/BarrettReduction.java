package io.timecoin.protocol.ed25519;

import java.util.Arrays;

/**
 * Reduces 512 bits modulo L (Barrett; Handbook of Applied Cryptography, algorithm 14.42, with base
 * b = 2^64 and k = 4). Keeps its intermediate values: one object per thread.
 */
final class BarrettReduction {
  /** Words of a number to be reduced. */
  static final int WIDE_WORDS = 8;

  private static final int QUOTIENT_WORDS = 5;

  /** ⌊2^512 / L⌋. */
  private static final long[] RECIPROCAL = {
    0xed9ce5a30a2c131bL, 0x2106215d086329a7L, 0xffffffffffffffebL, 0xffffffffffffffffL, 0xfL
  };

  private final long[] wide = new long[WIDE_WORDS];
  private final long[] product = new long[2 * QUOTIENT_WORDS];
  private final long[] remainder = new long[QUOTIENT_WORDS];

  /** Sets {@code out} to the number in 64 bytes, modulo L. */
  void reduce(byte[] bytes, int offset, ScalarModL out) {
    for (int i = 0; i < WIDE_WORDS; i++) {
      wide[i] = LittleEndian.readLong(bytes, offset + (i * Long.BYTES));
    }
    reduce(out);
  }

  /** Sets {@code out} to {@code sum} modulo L. */
  void reduce(WideScalar sum, ScalarModL out) {
    System.arraycopy(sum.words, 0, wide, 0, WIDE_WORDS);
    reduce(out);
  }

  private void reduce(ScalarModL out) {
    estimateQuotient();
    subtractMultipleOfOrder();
    // The estimate is at most 2 below the quotient.
    while (!isRemainderBelowOrder()) {
      subtractOrder();
    }
    System.arraycopy(remainder, 0, out.words, 0, ScalarModL.WORDS);
  }

  /** Leaves q = ⌊⌊wide / b^3⌋ · ⌊b^8 / L⌋ / b^5⌋ in words 5 to 9 of the product. */
  private void estimateQuotient() {
    Arrays.fill(product, 0);
    for (int i = 0; i < QUOTIENT_WORDS; i++) {
      long factor = wide[ScalarModL.WORDS - 1 + i];
      long carry = 0;
      for (int j = 0; j < QUOTIENT_WORDS; j++) {
        long low = factor * RECIPROCAL[j];
        long high = Math.unsignedMultiplyHigh(factor, RECIPROCAL[j]);
        low += carry;
        high += carryOf(low, carry);
        long sum = product[i + j] + low;
        carry = high + carryOf(sum, low);
        product[i + j] = sum;
      }
      product[i + QUOTIENT_WORDS] = carry;
    }
  }

  /** remainder = (wide − q·L) mod b^5, which is in [0, 3L). */
  private void subtractMultipleOfOrder() {
    System.arraycopy(wide, 0, remainder, 0, QUOTIENT_WORDS);
    for (int i = 0; i < QUOTIENT_WORDS; i++) {
      long factor = product[QUOTIENT_WORDS + i];
      long borrow = 0;
      for (int j = 0; j < ScalarModL.WORDS && i + j < QUOTIENT_WORDS; j++) {
        long low = factor * ScalarModL.orderWord(j);
        long high = Math.unsignedMultiplyHigh(factor, ScalarModL.orderWord(j));
        low += borrow;
        high += carryOf(low, borrow);
        long before = remainder[i + j];
        remainder[i + j] = before - low;
        borrow = high + borrowOf(before, low);
      }
      if (i == 0) {
        remainder[ScalarModL.WORDS] -= borrow;
      }
    }
  }

  private boolean isRemainderBelowOrder() {
    if (remainder[ScalarModL.WORDS] != 0) {
      return false;
    }
    for (int i = ScalarModL.WORDS - 1; i >= 0; i--) {
      int comparison = Long.compareUnsigned(remainder[i], ScalarModL.orderWord(i));
      if (comparison != 0) {
        return comparison < 0;
      }
    }
    return false;
  }

  private void subtractOrder() {
    long borrow = 0;
    for (int i = 0; i < QUOTIENT_WORDS; i++) {
      long before = remainder[i];
      long subtrahend = i < ScalarModL.WORDS ? ScalarModL.orderWord(i) : 0;
      long difference = before - subtrahend;
      remainder[i] = difference - borrow;
      borrow = borrowOf(before, subtrahend) | borrowOf(difference, borrow);
    }
  }

  private static long carryOf(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }

  private static long borrowOf(long minuend, long subtrahend) {
    return Long.compareUnsigned(minuend, subtrahend) < 0 ? 1 : 0;
  }
}
