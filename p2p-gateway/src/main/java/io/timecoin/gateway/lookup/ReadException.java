package io.timecoin.gateway.lookup;

/** A read of another service without an answer. */
public final class ReadException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why there is none. */
  public enum Reason {
    NOT_FOUND,
    BAD_REQUEST,
    /** It is down, slow, or answers what makes no sense; may be tried again. */
    UNAVAILABLE
  }

  private final Reason reason;

  /**
   * A refusal or failure.
   *
   * @param detail one sentence for a person
   */
  public ReadException(Reason reason, String detail) {
    // Refusals are frequent and their origin is known: no stack trace.
    super(detail, null, false, false);
    this.reason = reason;
  }

  public static ReadException unavailable(String detail) {
    return new ReadException(Reason.UNAVAILABLE, detail);
  }

  public Reason reason() {
    return reason;
  }
}
