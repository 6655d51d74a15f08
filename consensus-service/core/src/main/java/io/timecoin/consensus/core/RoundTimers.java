package io.timecoin.consensus.core;

import io.timecoin.consensus.core.Instance.RoundTimer;

/** The timers that start when a step ends. */
final class RoundTimers {
  /** Milliseconds without own consensus traffic after which members are told (PROTOCOL §6.8). */
  static final long STATUS_MILLIS = 1_000;

  private RoundTimers() {}

  /** The round's timer starts when there is something to decide (PROTOCOL §6.6). */
  static void start(Turn turn) {
    if (turn.maySign() && turn.roundTimer == RoundTimer.IDLE && hasSomethingToDecide(turn)) {
      turn.roundTimer = RoundTimer.RUNNING;
      turn.setTimer(
          Timer.Kind.ROUND,
          turn.takenOver ? turn.policy.baseMillis() : turn.policy.timeoutMillis(turn.round));
    }
  }

  /** Whoever has just spoken need not say where it is. */
  static void rest(Turn turn, boolean started) {
    if (started || turn.speaks()) {
      turn.setTimer(Timer.Kind.STATUS, STATUS_MILLIS);
    }
  }

  /** What the log holds was something to decide, too: a round entered, or a PROPOSAL voted for. */
  private static boolean hasSomethingToDecide(Turn turn) {
    return turn.sealIsDue()
        || turn.draft instanceof DraftStatus.Answered
        || !turn.proposals.isEmpty()
        || !turn.own.inOrder().isEmpty()
        || turn.prepared.isPresent()
        || turn.progress.anyPrepared();
  }
}
