package io.timecoin.protocol.ed25519;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes k = SHA-512(R || A || M) modulo L (PROTOCOL §3.2). One object per thread. */
final class Challenge {
  private static final int DIGEST_LENGTH = 64;

  private final MessageDigest sha512;
  private final byte[] digest = new byte[DIGEST_LENGTH];
  private final BarrettReduction reduction = new BarrettReduction();

  /**
   * Ready to compute.
   *
   * @throws IllegalStateException if the Java runtime has no SHA-512
   */
  Challenge() {
    try {
      sha512 = MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-512", e);
    }
  }

  /** Sets {@code out} = k, over the bytes as received. The ranges are checked by the caller. */
  void compute(
      byte[] key,
      int keyOffset,
      byte[] sig,
      int sigOffset,
      byte[] message,
      int messageOffset,
      int messageLength,
      ScalarModL out) {
    sha512.update(sig, sigOffset, PointDecoder.ENCODED_LENGTH);
    sha512.update(key, keyOffset, PointDecoder.ENCODED_LENGTH);
    sha512.update(message, messageOffset, messageLength);
    try {
      // Also leaves SHA-512 ready for the next.
      sha512.digest(digest, 0, DIGEST_LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-512 does not give 64 bytes", e);
    }
    reduction.reduce(digest, 0, out);
  }
}
