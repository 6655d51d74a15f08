package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.value.Judgement;
import io.timecoin.consensus.core.value.KnownValue;

/** Takes in a PROPOSAL whose signature has been checked: leader, justification, header. */
record ProposalIntake(Justification justification) {

  /** Rounds whose proposals are kept: enough for a late quorum, few enough for a long stall. */
  static final int KEPT_ROUNDS = 64;

  void receive(Turn turn, Proposal proposal) {
    var first = turn.proposals.get(proposal.round());
    if (first != null) {
      if (!first.signsSameAs(proposal) && first.signer().equals(proposal.signer())) {
        turn.evidence(first, proposal);
      }
    } else if (proposal.round() < turn.round - KEPT_ROUNDS) {
      turn.drop(DropReason.STALE);
    } else if (!turn.leader(proposal.round()).equals(proposal.signer())) {
      turn.drop(DropReason.NOT_THE_LEADER);
    } else if (!justification.justifies(proposal, turn.committee())) {
      turn.drop(DropReason.UNJUSTIFIED);
    } else if (turn.environment
        .values()
        .headerDefect(turn.position, proposal.header(), proposal.wtxids())
        .isPresent()) {
      turn.drop(DropReason.BAD_HEADER);
    } else {
      take(turn, proposal);
    }
  }

  private static void take(Turn turn, Proposal proposal) {
    turn.proposals = Voice.withProposal(turn, proposal);
    turn.values =
        turn.values.know(
            new KnownValue(proposal.header(), proposal.wtxids(), new Judgement.Unjudged()));
    proposal.justification().forEach(change -> count(turn, change));
    if (proposal.round() < turn.round) {
      turn.policy = turn.policy.afterLateProposal();
    }
  }

  /** Counts a proven ROUND_CHANGE; another content of its signer for the round is evidence. */
  static void count(Turn turn, RoundChange change) {
    change.prepared().ifPresent(prepared -> OwnTraces.recognise(turn, prepared));
    if (change.signer().equals(turn.self())) {
      OwnTraces.recognise(turn, change);
      return;
    }
    turn.progress.conflicting(change).ifPresent(first -> turn.evidence(first, change));
    turn.progress = turn.progress.with(change);
  }
}
