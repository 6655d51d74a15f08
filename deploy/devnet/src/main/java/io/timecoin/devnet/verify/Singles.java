package io.timecoin.devnet.verify;

import io.timecoin.devnet.verify.Candidate.WrongVerdictException;

/** Verifies signatures one by one. */
final class Singles {
  /** A verifier of one signature. */
  interface Verifier {
    boolean verify(SignedMessages signed, int i);
  }

  private Singles() {}

  /** All of {@code signed} by {@code verifier}, which must accept them. */
  static Candidate candidate(String name, SignedMessages signed, Verifier verifier) {
    return new Candidate(
        name,
        1,
        signed.keys(),
        () -> {
          for (int i = 0; i < signed.count(); i++) {
            if (!verifier.verify(signed, i)) {
              throw new WrongVerdictException(name + " refused a good signature");
            }
          }
          return signed.count();
        });
  }
}
