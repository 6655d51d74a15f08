package io.timecoin.protocol.ed25519.reference;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * PROTOCOL §3.2 to the letter and step by step: S below L, A and R decoded, [8]([S]B − R − [k]A) =
 * 0. Made to be read, not to be fast. Thread-safe.
 */
public final class ReferenceVerifier {
  private static final int KEY_LENGTH = 32;
  private static final int SIGNATURE_LENGTH = 64;
  private static final int S_OFFSET = 32;
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /**
   * Whether {@code signature} is a valid signature of {@code message} by {@code publicKey}.
   *
   * @param publicKey the encoded point A; false is the answer if it has not exactly 32 bytes
   * @param signature R || S; false is the answer if it has not exactly 64 bytes
   * @param message what was signed, of any length
   */
  public boolean isValid(byte[] publicKey, byte[] signature, byte[] message) {
    if (publicKey.length != KEY_LENGTH || signature.length != SIGNATURE_LENGTH) {
      return false;
    }
    BigInteger s = number(signature, S_OFFSET, SIGNATURE_LENGTH);
    Optional<ReferencePoint> a = ReferencePoint.decode(publicKey, 0);
    Optional<ReferencePoint> r = ReferencePoint.decode(signature, 0);
    if (s.compareTo(L) >= 0 || a.isEmpty() || r.isEmpty()) {
      return false;
    }
    // Taking k modulo L changes [k]A by a point whose order divides 8: the factor 8 removes it.
    BigInteger k = challenge(publicKey, signature, message).mod(L);
    return ReferencePoint.sum(s, ReferencePoint.BASE, k, a.get().negated())
        .plus(r.get().negated())
        .doubled()
        .doubled()
        .doubled()
        .isNeutral();
  }

  /** SHA-512(R || A || M) over the bytes as received. */
  private static BigInteger challenge(byte[] publicKey, byte[] signature, byte[] message) {
    SHA512Digest digest = new SHA512Digest();
    digest.update(signature, 0, S_OFFSET);
    digest.update(publicKey, 0, KEY_LENGTH);
    digest.update(message, 0, message.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return number(hash, 0, hash.length);
  }

  /** The bytes from {@code from} to {@code to − 1}, least significant first. */
  private static BigInteger number(byte[] bytes, int from, int to) {
    byte[] bigEndian = new byte[to - from];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = bytes[to - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }
}
