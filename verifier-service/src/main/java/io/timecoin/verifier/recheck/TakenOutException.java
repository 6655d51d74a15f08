package io.timecoin.verifier.recheck;

/** This instance does not trust its verdicts any more and gives none. */
public final class TakenOutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TakenOutException() {
    super("this verifier is taken out: two implementations disagreed on a signature");
  }
}
