package io.timecoin.consensus.core.round;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.Map;
import java.util.Optional;

/** Which digest has a quorum among the votes of one type, sequence and round (PROTOCOL §6.4). */
@FunctionalInterface
public interface VoteCount {
  /**
   * The digest with a quorum; empty if there is none. Two at once cannot be: a member has one vote.
   *
   * @param votes of members only, one each
   */
  Optional<Hash256> winner(Committee committee, Map<PublicKey, Hash256> votes);

  /** By weight, against the whole committee's; votes for different digests are never added. */
  static VoteCount byWeight() {
    return (committee, votes) ->
        votes.values().stream()
            .distinct()
            .filter(digest -> committee.isQuorum(weightFor(digest, committee, votes)))
            .findFirst();
  }

  private static long weightFor(
      Hash256 digest, Committee committee, Map<PublicKey, Hash256> votes) {
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue().equals(digest))
        .mapToLong(vote -> committee.weightOf(vote.getKey()))
        .sum();
  }
}
