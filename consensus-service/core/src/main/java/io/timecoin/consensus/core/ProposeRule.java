package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.protocol.committee.VoteType;
import java.util.List;

/** Proposes, once per round that this node leads. */
record ProposeRule() implements Rule {

  /** The leader proposes: what others have prepared, otherwise its own draft (PROTOCOL §6.3). */
  @Override
  public boolean apply(Turn turn) {
    if (!turn.maySign() || !turn.leads() || turn.own.has(VoteType.PROPOSAL, turn.round)) {
      return false;
    }
    if (turn.round == 0) {
      return proposeDraft(turn, List.of());
    }
    var quorum = turn.progress.quorumFor(turn.round, turn.committee());
    if (quorum.isEmpty()) {
      return false;
    }
    var bound = Justification.highestPrepared(quorum.get());
    if (bound.isEmpty()) {
      return proposeDraft(turn, quorum.get());
    }
    var value = turn.values.find(bound.get().digest());
    value.ifPresent(known -> Voice.propose(turn, known, quorum.get()));
    return value.isPresent();
  }

  private static boolean proposeDraft(Turn turn, List<RoundChange> justification) {
    if (turn.draft instanceof DraftStatus.Answered(int round, var value) && round == turn.round) {
      Voice.propose(turn, value, justification);
      return true;
    }
    return false;
  }
}
