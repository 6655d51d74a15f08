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
