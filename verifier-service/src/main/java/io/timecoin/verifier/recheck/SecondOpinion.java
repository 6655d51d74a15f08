package io.timecoin.verifier.recheck;

/**
 * Another implementation of PROTOCOL §3.2 than the one that verifies. Thread-safe, as every worker
 * asks it.
 */
public interface SecondOpinion {
  /** Which implementation, for the evidence. */
  String name();

  /**
   * Whether the signature is valid.
   *
   * @param publicKey 32 bytes
   * @param signature R || S, 64 bytes
   */
  boolean isValid(byte[] publicKey, byte[] signature, byte[] message);
}
