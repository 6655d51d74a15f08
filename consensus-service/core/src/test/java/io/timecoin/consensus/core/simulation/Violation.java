package io.timecoin.consensus.core.simulation;

/** A promise was broken in a run; the message says which and how. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Promise promise;

  /** What the protocol promises. */
  enum Promise {
    ONE_VALUE_PER_SEQUENCE,
    SOUND_CERTIFICATES,
    ONE_CONTENT_PER_VOTE,
    NOTHING_ABANDONED,
    INTACT_CHAIN,
    NOTHING_SPENT_TWICE,
    ONE_COMMITTEE,
    NOBODY_LEAVES_ALONE,
    NO_FALSE_HALT,
    NO_FALSE_EVIDENCE,
    NO_EXCEPTION,
    PROGRESS
  }

  Violation(Promise promise, String detail) {
    super(promise + ": " + detail);
    this.promise = promise;
  }

  Violation(String detail, Throwable cause) {
    super(Promise.NO_EXCEPTION + ": " + detail + ": " + cause, cause);
    this.promise = Promise.NO_EXCEPTION;
  }

  Promise promise() {
    return promise;
  }
}
