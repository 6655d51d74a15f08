package io.timecoin.gateway.intake;

/** Whether the verifiers keep up with tx.inbound, as it was last seen. Thread-safe. */
public final class Backlog {
  private volatile boolean tooOld;

  /** Tells whether the oldest unread batch is older than allowed. */
  public void seen(boolean oldestUnreadTooOld) {
    tooOld = oldestUnreadTooOld;
  }

  public boolean isTooOld() {
    return tooOld;
  }
}
