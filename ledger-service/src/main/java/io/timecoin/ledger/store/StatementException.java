package io.timecoin.ledger.store;

/**
 * The database does not understand or does not allow a statement: a bug, another schema, or missing
 * rights. Trying again cannot help.
 */
public final class StatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  StatementException(String sqlState, Throwable cause) {
    super(cause.getMessage(), cause);
    this.sqlState = sqlState;
  }

  String sqlState() {
    return sqlState;
  }
}
