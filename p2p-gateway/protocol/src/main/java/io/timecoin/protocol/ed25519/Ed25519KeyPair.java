package io.timecoin.protocol.ed25519;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 secret key with its public key (RFC 8032, 5.1.5): what signs. Immutable and
 * thread-safe.
 *
 * <p>Signing handles a secret and is done by BouncyCastle in constant time; verifying is not, and
 * follows PROTOCOL §3.2 in {@link Ed25519Verifier}.
 */
public final class Ed25519KeyPair {
  /** Length of the secret seed, in bytes. */
  public static final int SEED_LENGTH = Ed25519.SECRET_KEY_SIZE;

  private final byte[] seed;
  private final byte[] publicKey = new byte[Ed25519Verifier.PUBLIC_KEY_LENGTH];

  private Ed25519KeyPair(byte[] seed) {
    this.seed = seed;
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
  }

  /**
   * The key pair of a secret seed.
   *
   * @param seed 32 secret bytes, copied
   * @throws IllegalArgumentException if there are not exactly 32
   */
  public static Ed25519KeyPair fromSeed(byte[] seed) {
    if (seed.length != SEED_LENGTH) {
      throw new IllegalArgumentException(
          "a seed has " + SEED_LENGTH + " bytes, not " + seed.length);
    }
    return new Ed25519KeyPair(seed.clone());
  }

  /** A new key pair, whose secret is as good as {@code random}. */
  public static Ed25519KeyPair generate(SecureRandom random) {
    byte[] seed = new byte[SEED_LENGTH];
    random.nextBytes(seed);
    return new Ed25519KeyPair(seed);
  }

  /** The secret seed, to be stored where only the owner can read it; a copy. */
  public byte[] seed() {
    return seed.clone();
  }

  /** The 32 bytes of the encoded public key; a copy. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /**
   * The signature R || S of {@code message} in 64 bytes. The same message always gives the same
   * signature.
   */
  public byte[] sign(byte[] message) {
    byte[] signature = new byte[Ed25519Verifier.SIGNATURE_LENGTH];
    Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /** Names the public key only, so that no log shows the secret. */
  @Override
  public String toString() {
    return "Ed25519KeyPair[publicKey=" + HexFormat.of().formatHex(publicKey) + "]";
  }
}
