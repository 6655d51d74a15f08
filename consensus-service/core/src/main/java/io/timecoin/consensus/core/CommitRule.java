package io.timecoin.consensus.core;

import io.timecoin.protocol.committee.VoteType;

/** Votes COMMIT. */
record CommitRule() implements Rule {

  /** What is prepared in this round and valid gets a COMMIT, its certificate before it. */
  @Override
  public boolean apply(Turn turn) {
    var certificate = turn.prepared.filter(prepared -> prepared.round() == turn.round);
    if (!turn.maySign()
        || certificate.isEmpty()
        || turn.own.has(VoteType.COMMIT, turn.round)
        || turn.values.valid(certificate.get().digest()).isEmpty()) {
      return false;
    }
    turn.persist(new LogEntry.Prepared(certificate.get()));
    Voice.vote(turn, VoteType.COMMIT, certificate.get().digest());
    return true;
  }
}
