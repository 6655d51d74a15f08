package io.timecoin.protocol.ed25519;

import java.util.Arrays;

/**
 * A sum of products z·s of 128-bit factors z and scalars s below L, not yet reduced modulo L: one
 * reduction then serves the whole sum.
 *
 * <p>512 bits, least significant word first. A product is below 2^381, so 2^131 of them fit.
 */
final class WideScalar {
  final long[] words = new long[BarrettReduction.WIDE_WORDS];

  /** Becomes 0. */
  void clear() {
    Arrays.fill(words, 0);
  }

  /** Adds (z1·2^64 + z0)·s, both words of z being unsigned. */
  void addProduct(long z0, long z1, ScalarModL s) {
    addProduct(z0, s, 0);
    addProduct(z1, s, 1);
  }

  /** Adds z·s·2^(64·position). */
  private void addProduct(long z, ScalarModL s, int position) {
    long carry = 0;
    for (int i = 0; i < ScalarModL.WORDS; i++) {
      long low = z * s.words[i];
      long high = Math.unsignedMultiplyHigh(z, s.words[i]);
      low += carry;
      high += carryOf(low, carry);
      long sum = words[position + i] + low;
      carry = high + carryOf(sum, low);
      words[position + i] = sum;
    }
    for (int i = position + ScalarModL.WORDS; carry != 0; i++) {
      words[i] += carry;
      carry = carryOf(words[i], carry);
    }
  }

  private static long carryOf(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }
}
