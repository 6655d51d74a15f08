package io.timecoin.ledger.store;

/** The database refuses rows by a constraint; nothing was written and trying again cannot help. */
public final class ConstraintException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConstraintException(String message, Throwable cause) {
    super(message, cause);
  }
}
