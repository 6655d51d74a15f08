package io.timecoin.protocol.lthash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** SHAKE-128 (FIPS 202, 6.2) with an output of 64-bit words. Not thread-safe. */
final class Shake128 {
  private static final int RATE_BYTES = 168;
  private static final int RATE_WORDS = RATE_BYTES / Long.BYTES;

  /** The suffix of every SHAKE, and the first bit of the padding. */
  private static final int SUFFIX = 0x1f;

  private static final int LAST_BIT = 0x80;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] state = new long[KeccakPermutation.LANES];
  private final byte[] lastBlock = new byte[RATE_BYTES];

  /**
   * Hashes a message.
   *
   * @param output filled with little-endian words
   */
  void hash(byte[] message, long[] output) {
    Arrays.fill(state, 0);
    int position = 0;
    for (; message.length - position >= RATE_BYTES; position += RATE_BYTES) {
      absorb(message, position);
      KeccakPermutation.permute(state);
    }
    int rest = message.length - position;
    System.arraycopy(message, position, lastBlock, 0, rest);
    Arrays.fill(lastBlock, rest, RATE_BYTES, (byte) 0);
    lastBlock[rest] = SUFFIX;
    lastBlock[RATE_BYTES - 1] |= (byte) LAST_BIT;
    absorb(lastBlock, 0);
    for (int from = 0; from < output.length; from += RATE_WORDS) {
      KeccakPermutation.permute(state);
      System.arraycopy(state, 0, output, from, Math.min(RATE_WORDS, output.length - from));
    }
  }

  private void absorb(byte[] bytes, int position) {
    for (int i = 0; i < RATE_WORDS; i++) {
      state[i] ^= (long) WORD.get(bytes, position + i * Long.BYTES);
    }
  }
}
