package io.timecoin.devnet.backends;

/** A backend could not be started or used; the message is one sentence an operator can act on. */
public final class BackendFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackendFailure(String message) {
    super(message);
  }

  public BackendFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
