package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the planted mistakes are made of. */
final class MistakenRules {
  private static final int ROUND_CHANGE_LENGTH = SignedBytes.roundChange(Hash256.ZERO, 1, 1).length;
  private static final int PREPARED_LENGTH = Hash256.SIZE + Integer.BYTES;

  private MistakenRules() {}

  static List<Rule> replaced(List<Rule> right, MoveOnRule moveOn) {
    return right.stream().map(rule -> rule instanceof MoveOnRule ? moveOn : rule).toList();
  }

  /** COMMIT for whatever a lower round has prepared meanwhile. */
  static boolean commitInRoundsLeft(Turn turn) {
    for (int round = 0; round < turn.round && turn.maySign(); round++) {
      var prepared = turn.preparedIn(round);
      if (prepared.isPresent() && !turn.own.has(VoteType.COMMIT, round)) {
        int entered = turn.round;
        turn.round = round;
        Voice.vote(turn, VoteType.COMMIT, prepared.get().digest());
        turn.round = entered;
        return true;
      }
    }
    return false;
  }

  /** As the right one, but for signers that come twice, or rounds that are others. */
  static boolean isQuorum(
      Environment environment, Proposal proposal, Committee committee, boolean twice) {
    long weight =
        (twice ? proposal.justification() : oncePerSigner(proposal.justification()))
            .stream().mapToLong(change -> committee.weightOf(change.signer())).sum();
    return committee.isQuorum(weight)
        && proposal.justification().stream()
            .allMatch(
                change ->
                    change.sequence() == proposal.sequence()
                        && (!twice || change.round() == proposal.round())
                        && environment.isSigned(change)
                        && new Justification(environment).proves(change, committee));
  }

  private static Collection<RoundChange> oncePerSigner(List<RoundChange> changes) {
    var bySigner = new TreeMap<PublicKey, RoundChange>();
    changes.forEach(change -> bySigner.putIfAbsent(change.signer(), change));
    return bySigner.values();
  }

  static List<Hash256> digests(Map<PublicKey, Hash256> votes) {
    return votes.values().stream().distinct().toList();
  }

  static long total(Committee committee, Map<PublicKey, Hash256> votes) {
    return votes.keySet().stream().mapToLong(committee::weightOf).sum();
  }

  static long weight(Committee committee, Map<PublicKey, Hash256> votes, Hash256 digest) {
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue().equals(digest))
        .mapToLong(vote -> committee.weightOf(vote.getKey()))
        .sum();
  }

  /** A ROUND_CHANGE's message without what it says of a prepared value. */
  static byte[] withoutPrepared(byte[] message) {
    return message.length == ROUND_CHANGE_LENGTH
        ? Arrays.copyOf(message, message.length - PREPARED_LENGTH)
        : message;
  }
}
