package io.timecoin.consensus.core;

import io.timecoin.consensus.core.Instance.RoundTimer;

/** Starts the round's timer when there is something to decide (PROTOCOL §6.6). */
final class RoundTimers {
  private RoundTimers() {}

  static void start(Turn turn) {
    if (turn.maySign() && turn.roundTimer == RoundTimer.IDLE && hasSomethingToDecide(turn)) {
      turn.roundTimer = RoundTimer.RUNNING;
      turn.setTimer(
          Timer.Kind.ROUND,
          turn.takenOver ? turn.policy.baseMillis() : turn.policy.timeoutMillis(turn.round));
    }
  }

  private static boolean hasSomethingToDecide(Turn turn) {
    return turn.sealIsDue()
        || turn.draft instanceof DraftStatus.Answered
        || !turn.proposals.isEmpty()
        || turn.prepared.isPresent()
        || turn.progress.anyPrepared();
  }
}
