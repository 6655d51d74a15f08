package io.timecoin.protocol.client;

/** A payment that cannot be made as asked; the error names why. */
public final class PaymentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final PaymentError error;

  PaymentException(PaymentError error, String detail) {
    super(error + ": " + detail);
    this.error = error;
  }

  public PaymentError error() {
    return error;
  }
}
