package io.timecoin.consensus.core.round;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The votes of one type for one sequence: one per member and round, votes for different digests
 * never added together (PROTOCOL §6.4). Kept are those of the current and all lower rounds, and per
 * member of the one highest round above (PROTOCOL §6.6). Immutable.
 */
public final class VoteTally {
  public static final VoteTally EMPTY = new VoteTally(new TreeMap<>());

  /** What came of adding a vote. */
  public sealed interface Outcome {
    /** It counts now; or is of a round that is not kept, then the tally is as before. */
    record Taken(VoteTally tally) implements Outcome {}

    /** The member has voted so already. */
    record Known() implements Outcome {}

    /**
     * The member has voted otherwise: evidence (PROTOCOL §6.9). The first vote goes on counting.
     */
    record Conflict(Ballot first) implements Outcome {}
  }

  private final NavigableMap<Integer, Map<PublicKey, Ballot>> rounds;

  private VoteTally(NavigableMap<Integer, Map<PublicKey, Ballot>> rounds) {
    this.rounds = rounds;
  }

  /** Adds a vote whose signature and membership have been checked. */
  public Outcome add(Ballot ballot, int currentRound) {
    var first = rounds.getOrDefault(ballot.round(), Map.of()).get(ballot.signer());
    if (first != null) {
      return first.digest().equals(ballot.digest())
          ? new Outcome.Known()
          : new Outcome.Conflict(first);
    }
    var changed = new TreeMap<>(rounds);
    if (ballot.round() > currentRound && !makeRoomAbove(changed, ballot, currentRound)) {
      return new Outcome.Taken(this);
    }
    var votes = new TreeMap<>(changed.getOrDefault(ballot.round(), Map.of()));
    votes.put(ballot.signer(), ballot);
    changed.put(ballot.round(), Collections.unmodifiableMap(votes));
    return new Outcome.Taken(new VoteTally(changed));
  }

  /** The quorum of a round as a certificate, if there is one; two at once cannot be. */
  public Optional<Certificate> quorum(
      VoteCount count, Committee committee, long sequence, int round) {
    var votes = rounds.getOrDefault(round, Map.of());
    return count
        .winner(committee, digests(votes))
        .map(
            digest ->
                Certificate.of(committee, sequence, round, digest, signatures(votes, digest)));
  }

  /** Rounds with votes, ascending. */
  public Iterable<Integer> rounds() {
    return Collections.unmodifiableSet(rounds.navigableKeySet());
  }

  /** False if a vote of the member for a higher round is kept instead. */
  private static boolean makeRoomAbove(
      NavigableMap<Integer, Map<PublicKey, Ballot>> rounds, Ballot ballot, int currentRound) {
    for (int round : rounds.tailMap(currentRound, false).keySet().toArray(Integer[]::new)) {
      if (rounds.get(round).containsKey(ballot.signer())) {
        if (round > ballot.round()) {
          return false;
        }
        var votes = new TreeMap<>(rounds.get(round));
        votes.remove(ballot.signer());
        if (votes.isEmpty()) {
          rounds.remove(round);
        } else {
          rounds.put(round, Collections.unmodifiableMap(votes));
        }
      }
    }
    return true;
  }

  private static Map<PublicKey, Hash256> digests(Map<PublicKey, Ballot> votes) {
    var digests = new TreeMap<PublicKey, Hash256>();
    votes.forEach((signer, vote) -> digests.put(signer, vote.digest()));
    return digests;
  }

  private static Map<PublicKey, Signature> signatures(
      Map<PublicKey, Ballot> votes, Hash256 digest) {
    var signatures = new TreeMap<PublicKey, Signature>();
    votes.forEach(
        (signer, vote) -> {
          if (vote.digest().equals(digest)) {
            signatures.put(signer, vote.signature());
          }
        });
    return signatures;
  }
}
