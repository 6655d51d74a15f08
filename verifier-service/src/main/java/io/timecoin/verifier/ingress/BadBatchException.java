package io.timecoin.verifier.ingress;

/** A tx.inbound record that is no batch; goes to the dead letters under its error's name. */
final class BadBatchException extends Exception {
  private static final long serialVersionUID = 1;

  private final String error;

  BadBatchException(String error, String detail) {
    super(detail);
    this.error = error;
  }

  /** One of few short names. */
  String error() {
    return error;
  }
}
