package io.timecoin.consensus.core;

/** Notes what this node has prepared. */
record PreparedRule() implements Rule {

  /** A quorum of PREPAREs of the round this node is in; fixed when it leaves (PROTOCOL §6.3). */
  @Override
  public boolean apply(Turn turn) {
    if (turn.prepared.filter(certificate -> certificate.round() == turn.round).isPresent()) {
      return false;
    }
    var quorum = turn.preparedIn(turn.round);
    quorum.ifPresent(certificate -> turn.prepared = quorum);
    return quorum.isPresent();
  }
}
