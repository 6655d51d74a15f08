package io.timecoin.mempool.proposal;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first PROPOSAL of leader (s, 0) for the next sequences s: the only values that are judged
 * without being asked (ARCHITECTURE, "Proposals are bound to a state"). Each once.
 */
final class FirstProposals {
  /** Sequences from the undecided one on whose first proposal is kept until the tip is there. */
  private static final int AHEAD = 4;

  private final Committee committee;
  private final TreeMap<Long, VerdictRequest> bySequence = new TreeMap<>();
  private long judgedSequence;

  FirstProposals(Committee committee) {
    this.committee = committee;
  }

  /**
   * A peer has proposed.
   *
   * @param next the undecided sequence
   * @return whether it is one to be judged
   */
  boolean add(VerdictRequest proposal, PublicKey signer, long next) {
    long sequence = proposal.sequence();
    return proposal.round() == 0
        && sequence >= next
        && sequence > judgedSequence
        && sequence < next + AHEAD
        && committee.leader(sequence, 0).equals(signer)
        && bySequence.putIfAbsent(sequence, proposal) == null;
  }

  Optional<VerdictRequest> at(long sequence) {
    return Optional.ofNullable(bySequence.get(sequence));
  }

  /** The one of this sequence has its verdict. */
  void judged(long sequence) {
    bySequence.remove(sequence);
    judgedSequence = sequence;
  }

  void forgetUpTo(long sequence) {
    bySequence.headMap(sequence, true).clear();
  }

  void clear() {
    bySequence.clear();
  }
}
