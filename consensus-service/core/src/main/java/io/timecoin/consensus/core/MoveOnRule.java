package io.timecoin.consensus.core;

import io.timecoin.consensus.core.Instance.RoundTimer;
import io.timecoin.protocol.committee.VoteType;
import java.util.Collections;
import java.util.HashSet;
import java.util.TreeMap;

/** Leaves a round for a higher one. */
class MoveOnRule implements Rule {

  /** To the highest round that more than a third of the weight has reached (PROTOCOL §6.6). */
  @Override
  public boolean apply(Turn turn) {
    int target = turn.progress.reachedByMoreThanThird(turn.committee());
    if (turn.decided.isPresent()) {
      return false;
    }
    return target > turn.round ? enter(turn, target) : join(turn);
  }

  boolean enter(Turn turn, int target) {
    turn.round = target;
    turn.takenOver = false;
    turn.roundTimer = RoundTimer.IDLE;
    forgetOldRounds(turn);
    if (turn.maySign()) {
      if (!turn.own.has(VoteType.ROUND_CHANGE, target)) {
        Voice.changeRound(turn);
      }
      turn.roundTimer = RoundTimer.RUNNING;
      turn.setTimer(Timer.Kind.ROUND, turn.policy.timeoutMillis(target));
      turn.setTimer(Timer.Kind.REPEAT, turn.policy.baseMillis());
    }
    return true;
  }

  /** A node that has become a voter in a round it only followed into says so now. */
  private static boolean join(Turn turn) {
    if (turn.round == 0
        || !turn.maySign()
        || turn.own.has(VoteType.ROUND_CHANGE, turn.round)
        || turn.prepared.filter(certificate -> certificate.round() == turn.round).isPresent()) {
      return false;
    }
    Voice.changeRound(turn);
    turn.setTimer(Timer.Kind.REPEAT, turn.policy.baseMillis());
    return true;
  }

  private static void forgetOldRounds(Turn turn) {
    var kept = new TreeMap<>(turn.proposals);
    kept.headMap(turn.round - ProposalIntake.KEPT_ROUNDS).clear();
    turn.proposals = Collections.unmodifiableMap(kept);
    var digests = new HashSet<>(turn.values.byDigest().keySet());
    var needed = new HashSet<>(digests);
    needed.removeIf(
        digest ->
            kept.values().stream().noneMatch(proposal -> proposal.digest().equals(digest))
                && turn.prepared.filter(c -> c.digest().equals(digest)).isEmpty());
    if (!needed.equals(digests)) {
      turn.values = turn.values.retain(needed);
    }
  }
}
