package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.rules.Limits;

/** Votes PREPARE. */
record PrepareRule() implements Rule {

  /** Only what is valid gets a PREPARE, and one per round. */
  @Override
  public boolean apply(Turn turn) {
    var proposal = turn.proposals.get(turn.round);
    if (!turn.maySign()
        || proposal == null
        || turn.own.has(VoteType.PREPARE, turn.round)
        || turn.values.valid(proposal.digest()).isEmpty()
        || mustWait(turn, proposal)) {
      return false;
    }
    Voice.vote(turn, VoteType.PREPARE, proposal.digest());
    return true;
  }

  /** The one clock rule of PROTOCOL §6.2. */
  private static boolean mustWait(Turn turn, Proposal proposal) {
    long ahead = proposal.header().timeMillis() - Limits.MAX_CLOCK_LAG_MILLIS - turn.nowMillis;
    if (ahead <= 0
        || proposal.header().timeMillis() == turn.position.timeMillis() + 1
        || Justification.highestPrepared(proposal.justification()).isPresent()) {
      return false;
    }
    turn.setTimer(Timer.Kind.CLOCK, ahead);
    return true;
  }
}
