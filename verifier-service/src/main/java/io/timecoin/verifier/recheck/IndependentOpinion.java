package io.timecoin.verifier.recheck;

import io.timecoin.protocol.ed25519.reference.IndependentVerifier;

/** BouncyCastle's verifier, and the reference where its rule is stricter than PROTOCOL §3.2. */
public final class IndependentOpinion implements SecondOpinion {
  private final IndependentVerifier verifier = new IndependentVerifier();

  @Override
  public String name() {
    return "BouncyCastle, then reference";
  }

  @Override
  public boolean isValid(byte[] publicKey, byte[] signature, byte[] message) {
    return verifier.isValid(publicKey, signature, message);
  }
}
