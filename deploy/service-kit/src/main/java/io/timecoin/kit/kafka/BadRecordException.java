package io.timecoin.kit.kafka;

/** A record's value is not what its topic carries; goes to the dead letters under its error. */
public final class BadRecordException extends Exception {
  private static final long serialVersionUID = 1;

  private final String error;

  /**
   * What is wrong.
   *
   * @param error one of few short names, e.g. NOT_PROTOBUF
   * @param detail one sentence for a person
   */
  public BadRecordException(String error, String detail) {
    super(detail);
    this.error = error;
  }

  /** One of few short names. */
  public String error() {
    return error;
  }
}
