package io.timecoin.protocol.crypto;

import io.timecoin.protocol.ed25519.Ed25519KeyPair;
import java.security.SecureRandom;

/**
 * A secret key with its public key (PROTOCOL §3.1): a wallet's or a masternode's. Immutable and
 * thread-safe; {@link #toString} never shows the secret.
 */
public final class KeyPair {
  private final Ed25519KeyPair pair;
  private final PublicKey publicKey;

  private KeyPair(Ed25519KeyPair pair) {
    this.pair = pair;
    this.publicKey = PublicKey.of(pair.publicKey());
  }

  /**
   * The key pair of a secret seed.
   *
   * @throws IllegalArgumentException unless there are exactly 32 bytes
   */
  public static KeyPair fromSeed(byte[] seed) {
    return new KeyPair(Ed25519KeyPair.fromSeed(seed));
  }

  /** A new key pair, whose secret is as good as {@code random}. */
  public static KeyPair generate(SecureRandom random) {
    return new KeyPair(Ed25519KeyPair.generate(random));
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /** The signature of {@code message}; the same message always gives the same one. */
  public Signature sign(byte[] message) {
    return Signature.of(pair.sign(message));
  }

  /** The 32 secret bytes, to be stored where only the owner can read them; a copy. */
  public byte[] seed() {
    return pair.seed();
  }

  @Override
  public String toString() {
    return "KeyPair[publicKey=" + publicKey + "]";
  }
}
