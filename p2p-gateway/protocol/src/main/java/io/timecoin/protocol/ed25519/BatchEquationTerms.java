package io.timecoin.protocol.ed25519;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The scalars of the batch equation [8]([−Σ z_i·S_i]B + Σ [z_i]R_i + Σ [z_i·k_i]A_i) = 0 with fresh
 * random z_i of 127 bits (Bernstein, Duif, Lange, Schwabe and Yang, <i>High-speed high-security
 * signatures</i>, 2012; with the cofactor, Chalkias, Garillot and Nikolaenko, <i>Taming the many
 * EdDSAs</i>, 2020). The terms of equal keys are merged into one.
 *
 * <p>Multiplying by 8 makes the reduction of the factors modulo L harmless: what it leaves wrong
 * has small order. One object per thread.
 */
final class BatchEquationTerms {
  private static final int NONCE_BITS = 127;
  private static final int NONCE_BYTES = 16;
  private static final int SCALAR_BITS = 253;

  /** Factors drawn at once, so that small batches do not draw for large ones. */
  private static final int DRAWN = 16;

  private static final int NONE = -1;

  private final RandomGenerator random;
  private final byte[] drawn = new byte[DRAWN * NONCE_BYTES];
  private final BarrettReduction reduction = new BarrettReduction();
  private final WideScalar[] keySums;
  private final ScalarModL[] nonceScalars;
  private final int[] keys;
  private final int[] termOfKey;
  private final WideScalar baseSum = new WideScalar();
  private final ScalarModL result = new ScalarModL();
  private int keyCount;
  private int nonceCount;

  /**
   * For at most {@code capacity} signatures.
   *
   * @param random unpredictable for whoever makes signatures
   */
  BatchEquationTerms(int capacity, RandomGenerator random) {
    this.random = random;
    keySums = new WideScalar[capacity];
    nonceScalars = new ScalarModL[capacity];
    keys = new int[capacity];
    termOfKey = new int[capacity];
    for (int i = 0; i < capacity; i++) {
      keySums[i] = new WideScalar();
      nonceScalars[i] = new ScalarModL();
    }
  }

  /** Draws new factors for the entries {@code members[from .. to − 1]} and sums up. */
  void draw(BatchEntries entries, int[] members, int from, int to) {
    Arrays.fill(termOfKey, 0, entries.keyCount(), NONE);
    baseSum.clear();
    keyCount = 0;
    nonceCount = to - from;
    for (int i = 0; i < nonceCount; i++) {
      int entry = members[from + i];
      int place = (i % DRAWN) * NONCE_BYTES;
      if (place == 0) {
        random.nextBytes(drawn);
      }
      long z0 = LittleEndian.readLong(drawn, place);
      long z1 = LittleEndian.readLong(drawn, place + Long.BYTES) & Long.MAX_VALUE;
      nonceScalars[i].setSmall(z0, z1);
      baseSum.addProduct(z0, z1, entries.s(entry));
      keySums[termOf(entries.key(entry))].addProduct(z0, z1, entries.k(entry));
    }
  }

  private int termOf(int key) {
    if (termOfKey[key] == NONE) {
      keySums[keyCount].clear();
      keys[keyCount] = key;
      termOfKey[key] = keyCount++;
    }
    return termOfKey[key];
  }

  /** How many terms with keys there are, one for each distinct key. */
  int keyCount() {
    return keyCount;
  }

  /** Which of the batch's keys the term has. */
  int key(int term) {
    return keys[term];
  }

  /**
   * Σ z_i·k_i modulo L of the entries with the term's key; good until the next call of a method.
   */
  ScalarModL keyScalar(int term) {
    reduction.reduce(keySums[term], result);
    return result;
  }

  /** z of the member {@code from + index}. */
  ScalarModL nonceScalar(int index) {
    return nonceScalars[index];
  }

  /** −Σ z_i·S_i modulo L; good until the next call of a method. */
  ScalarModL baseScalar() {
    reduction.reduce(baseSum, result);
    result.setNegation(result);
    return result;
  }

  /** How many bits the scalars of all terms have together, by which the work is estimated. */
  long scalarBits() {
    return ((1L + keyCount) * SCALAR_BITS) + ((long) nonceCount * NONCE_BITS);
  }
}
