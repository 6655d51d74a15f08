package io.timecoin.devnet.route;

import java.util.OptionalInt;

/**
 * Looks for the highest rate that is held: up by steps until one is not, then between the highest
 * held and the lowest not held. A rate counts as not held only when it was not held twice, because
 * a compiler or the machine's other inhabitants may have been in the way once.
 */
final class RateSearch {
  /** From one rate to the next while all are held. */
  private static final double STEP = 1.4;

  private final double precision;
  private final int ceiling;
  private int held;
  private int notHeld;
  private int next;
  private boolean again;

  /**
   * A search.
   *
   * @param first payments a second to begin with, 1 or more
   * @param ceiling that is never exceeded
   * @param precision ends when what was held and what was not differ by less than this share
   */
  RateSearch(int first, int ceiling, double precision) {
    this.next = Math.min(first, ceiling);
    this.ceiling = ceiling;
    this.precision = precision;
  }

  /** The rate to try next; empty when the search has ended. */
  OptionalInt next() {
    return next == 0 ? OptionalInt.empty() : OptionalInt.of(next);
  }

  /** How the rate that was asked for went. */
  void tried(boolean wasHeld) {
    if (wasHeld) {
      held = next;
      again = false;
    } else if (!again) {
      again = true;
      return;
    } else {
      notHeld = next;
      again = false;
    }
    next = following();
  }

  private int following() {
    if (notHeld == 0) {
      return held == ceiling ? 0 : (int) Math.min(ceiling, Math.ceil(held * STEP));
    }
    if (notHeld - held <= Math.max(1, precision * notHeld)) {
      return 0;
    }
    // Below the first rate of all the machine is as slow as that: down by halves.
    return held == 0 ? notHeld / 2 : (held + notHeld) / 2;
  }

  /** The highest rate that was held; 0 when none was. */
  int held() {
    return held;
  }
}
