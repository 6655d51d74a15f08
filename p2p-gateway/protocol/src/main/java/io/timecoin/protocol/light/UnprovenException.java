package io.timecoin.protocol.light;

/** What was given does not prove what it says; the message is one sentence for a person. */
public final class UnprovenException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnprovenException(String detail) {
    super(detail);
  }
}
