package io.timecoin.protocol.ed25519;

/**
 * The signatures of a batch as they were received, with their scalars S and k; equal keys are known
 * to be equal.
 */
final class BatchEntries {
  private final Challenge challenge = new Challenge();
  private final byte[] nonces;
  private final ScalarModL[] s;
  private final ScalarModL[] k;
  private final boolean[] canonical;
  private final int[] keyOf;
  private final KeyTable keys;
  private int size;

  /** Room for {@code capacity} signatures. */
  BatchEntries(int capacity) {
    nonces = new byte[capacity * PointDecoder.ENCODED_LENGTH];
    s = new ScalarModL[capacity];
    k = new ScalarModL[capacity];
    canonical = new boolean[capacity];
    keyOf = new int[capacity];
    keys = new KeyTable(capacity);
    for (int i = 0; i < capacity; i++) {
      s[i] = new ScalarModL();
      k[i] = new ScalarModL();
    }
  }

  /** Takes all signatures out. */
  void clear() {
    size = 0;
    keys.clear();
  }

  int capacity() {
    return s.length;
  }

  int size() {
    return size;
  }

  /** Adds a signature, copying what is needed of it. The ranges are checked, and there is room. */
  void add(
      byte[] key,
      int keyOffset,
      byte[] sig,
      int sigOffset,
      byte[] message,
      int messageOffset,
      int messageLength) {
    int entry = size++;
    canonical[entry] = s[entry].setCanonical(sig, sigOffset + PointDecoder.ENCODED_LENGTH);
    keyOf[entry] = keys.indexOf(key, keyOffset);
    System.arraycopy(sig, sigOffset, nonces, nonceOffset(entry), PointDecoder.ENCODED_LENGTH);
    challenge.compute(
        key, keyOffset, sig, sigOffset, message, messageOffset, messageLength, k[entry]);
  }

  /** Whether S is below L; if not, the entry is invalid and its scalar must not be used. */
  boolean isCanonical(int entry) {
    return canonical[entry];
  }

  ScalarModL s(int entry) {
    return s[entry];
  }

  /** SHA-512(R || A || M) modulo L. */
  ScalarModL k(int entry) {
    return k[entry];
  }

  /** Which of the distinct keys, counted from 0 in order of appearance. */
  int key(int entry) {
    return keyOf[entry];
  }

  /** How many distinct keys there are. */
  int keyCount() {
    return keys.size();
  }

  /** All distinct keys in their order, {@link PointDecoder#ENCODED_LENGTH} bytes each. */
  byte[] encodedKeys() {
    return keys.encoded();
  }

  /** All R in order, {@link PointDecoder#ENCODED_LENGTH} bytes each. */
  byte[] encodedNonces() {
    return nonces;
  }

  private static int nonceOffset(int entry) {
    return entry * PointDecoder.ENCODED_LENGTH;
  }
}
