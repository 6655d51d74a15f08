package io.timecoin.protocol.ed25519.reference;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Judges a signature by PROTOCOL §3.2 with code that shares nothing with the verifiers of {@link
 * io.timecoin.protocol.ed25519}. Thread-safe.
 *
 * <p>What BouncyCastle's own verifier accepts is valid: it demands all that §3.2 does (S below L, A
 * and R points, [8v]([S]B − R − [k]A) = 0 for a v below 2^128 that is not 0 and so has no factor
 * L), and more. It refuses some that are valid here: keys of small order, and encodings that are
 * not canonical. So its refusal is no verdict, and {@link ReferenceVerifier} judges then. Whoever
 * makes signatures of that kind gets each judged twice, and cannot make it cost more.
 */
public final class IndependentVerifier {
  private final ReferenceVerifier reference = new ReferenceVerifier();

  /**
   * Whether {@code signature} is a valid signature of {@code message} by {@code publicKey}.
   *
   * @param publicKey the encoded point A; false is the answer if it has not exactly 32 bytes
   * @param signature R || S; false is the answer if it has not exactly 64 bytes
   * @param message what was signed, of any length
   */
  public boolean isValid(byte[] publicKey, byte[] signature, byte[] message) {
    return isAcceptedByBouncyCastle(publicKey, signature, message)
        || reference.isValid(publicKey, signature, message);
  }

  private static boolean isAcceptedByBouncyCastle(
      byte[] publicKey, byte[] signature, byte[] message) {
    try {
      return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
          && signature.length == Ed25519.SIGNATURE_SIZE
          && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
    } catch (IllegalStateException e) {
      // What it does when its search for v has no result.
      return false;
    }
  }
}
