package io.timecoin.gateway.intake;

import java.util.Optional;

/** Decides whether anything is taken in now. Thread-safe. */
public final class IntakeGate {
  private final IntakeBreaker breaker;
  private final Backlog backlog;
  private volatile boolean draining;

  public IntakeGate(IntakeBreaker breaker, Backlog backlog) {
    this.breaker = breaker;
    this.backlog = backlog;
  }

  /** Takes nothing in any more, for ever. */
  public void drain() {
    draining = true;
  }

  /** Why nothing is taken in; empty while it is. */
  public Optional<IntakeUnavailableException.Cause> closed() {
    if (draining) {
      return Optional.of(IntakeUnavailableException.Cause.DRAINING);
    }
    if (breaker.isOpen()) {
      return Optional.of(IntakeUnavailableException.Cause.KAFKA_SILENT);
    }
    if (backlog.isTooOld()) {
      return Optional.of(IntakeUnavailableException.Cause.BACKLOG);
    }
    return Optional.empty();
  }
}
