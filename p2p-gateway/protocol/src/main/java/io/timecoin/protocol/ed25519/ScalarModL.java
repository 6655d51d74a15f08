package io.timecoin.protocol.ed25519;

/**
 * A mutable scalar in [0, L), L = 2^252 + 27742317777372353535851937790883648493 being the prime
 * order of the base point. Four unsigned words of 64 bits, least significant first.
 */
final class ScalarModL {
  static final int WORDS = 4;

  private static final long[] ORDER = {
    0x5812631a5cf5d3edL, 0x14def9dea2f79cd6L, 0L, 0x1000000000000000L
  };

  final long[] words = new long[WORDS];

  /** Word {@code index} of L. */
  static long orderWord(int index) {
    return ORDER[index];
  }

  /**
   * Becomes the number in 32 bytes.
   *
   * @return whether it is below L, as PROTOCOL §3.2 demands of S; if not, this scalar must not be
   *     used
   */
  boolean setCanonical(byte[] bytes, int offset) {
    for (int i = 0; i < WORDS; i++) {
      words[i] = LittleEndian.readLong(bytes, offset + (i * Long.BYTES));
    }
    return isBelowOrder();
  }

  /** Becomes {@code a}. */
  void set(ScalarModL a) {
    System.arraycopy(a.words, 0, words, 0, WORDS);
  }

  /** Becomes z1·2^64 + z0, both words unsigned. */
  void setSmall(long z0, long z1) {
    words[0] = z0;
    words[1] = z1;
    words[2] = 0;
    words[3] = 0;
  }

  /** Becomes −a modulo L. */
  void setNegation(ScalarModL a) {
    if (a.isZero()) {
      setSmall(0, 0);
      return;
    }
    long borrow = 0;
    for (int i = 0; i < WORDS; i++) {
      long difference = ORDER[i] - a.words[i];
      long nextBorrow = borrowOf(ORDER[i], a.words[i]) | borrowOf(difference, borrow);
      words[i] = difference - borrow;
      borrow = nextBorrow;
    }
  }

  private boolean isZero() {
    return (words[0] | words[1] | words[2] | words[3]) == 0;
  }

  private static long borrowOf(long minuend, long subtrahend) {
    return Long.compareUnsigned(minuend, subtrahend) < 0 ? 1 : 0;
  }

  /** {@code count} bits from {@code position} upwards, count at most 32; zeros beyond bit 255. */
  int bits(int position, int count) {
    int word = position >>> 6;
    if (word >= WORDS) {
      return 0;
    }
    int shift = position & 63;
    long bits = words[word] >>> shift;
    if (shift + count > Long.SIZE && word + 1 < WORDS) {
      bits |= words[word + 1] << (Long.SIZE - shift);
    }
    return (int) (bits & ((1L << count) - 1));
  }

  private boolean isBelowOrder() {
    for (int i = WORDS - 1; i >= 0; i--) {
      int comparison = Long.compareUnsigned(words[i], ORDER[i]);
      if (comparison != 0) {
        return comparison < 0;
      }
    }
    return false;
  }
}
