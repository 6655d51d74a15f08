package io.timecoin.ledger.store;

/** The database did not answer, or not in time: what was asked may or may not have happened. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
