package io.timecoin.devnet.verify;

/**
 * A way of verifying signatures that is measured.
 *
 * @param name what it is, for the report
 * @param batch how many signatures are verified together
 * @param keys by how many keys they are
 * @param work verifies and compares the verdicts with what they must be
 */
record Candidate(String name, int batch, int keys, Work work) {
  /** Verifies some signatures. */
  interface Work {
    /**
     * Verifies.
     *
     * @return how many signatures
     * @throws WrongVerdictException if a verdict was wrong: then nothing needs to be measured
     */
    int run();
  }

  /** A signature was taken for what it is not. */
  static final class WrongVerdictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongVerdictException(String message) {
      super(message);
    }
  }
}
