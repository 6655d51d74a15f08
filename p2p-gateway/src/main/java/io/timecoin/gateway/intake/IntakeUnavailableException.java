package io.timecoin.gateway.intake;

/** Nothing can be taken in now; the same request may be sent again. */
public final class IntakeUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Cause cause;

  /** Why, and whether the transactions may have been taken in nevertheless. */
  public enum Cause {
    /** Kafka does not acknowledge; nothing of this request was sent. */
    KAFKA_SILENT("Kafka does not acknowledge; nothing was taken in"),
    /** Sent, and not acknowledged in time. */
    OUTCOME_UNKNOWN("outcome unknown, ask by txid"),
    /** The verifiers are far behind. */
    BACKLOG("the verifiers are too far behind; nothing was taken in"),
    /** More bytes under way than allowed. */
    BUSY("too much is under way; nothing was taken in"),
    /** More is unfinished than comes to its end in good time. */
    OVERLOADED("more comes in than comes to its end in good time; nothing was taken in"),
    /** The gateway is shutting down. */
    DRAINING("the gateway is shutting down; nothing was taken in");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public IntakeUnavailableException(Cause cause) {
    // An answer, not a bug: no stack trace.
    super(cause.text(), null, false, false);
    this.cause = cause;
  }

  public Cause reason() {
    return cause;
  }
}
