package io.timecoin.verifier.recheck;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether this instance is taken out: once two implementations of PROTOCOL §3.2 have disagreed in
 * this process, no verdict of it is worth anything, whichever of the two was wrong. Never undone.
 * Thread-safe.
 */
public final class TakenOut {
  private final AtomicReference<Disagreement> first = new AtomicReference<>();

  /** Takes this instance out; the first cause stays. */
  void because(Disagreement disagreement) {
    first.compareAndSet(null, disagreement);
  }

  /** The first disagreement; empty while verdicts are trusted. */
  public Optional<Disagreement> cause() {
    return Optional.ofNullable(first.get());
  }

  public boolean isTrue() {
    return first.get() != null;
  }

  /**
   * Asked before a verdict is made or given away.
   *
   * @throws TakenOutException if this instance is taken out
   */
  public void refuseIfTrue() {
    if (isTrue()) {
      throw new TakenOutException();
    }
  }
}
