package io.timecoin.ledger.chain;

/** Carries a {@link Contradiction} from the check that found it to the writer that stops for it. */
public final class ContradictionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Contradiction contradiction;

  public ContradictionException(Contradiction contradiction) {
    super(contradiction.toString());
    this.contradiction = contradiction;
  }

  ContradictionException(ContradictionCode code, long sequence, String detail) {
    this(new Contradiction(code, sequence, detail));
  }

  public Contradiction contradiction() {
    return contradiction;
  }
}
