package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.simulation.Violation.Promise;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.Map;
import java.util.TreeMap;

/** All that honest members have ever signed, zombies included, and what follows from it. */
final class SpokenWords {
  private record Place(VoteType type, long sequence, int round, PublicKey signer)
      implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Long.compare(sequence, other.sequence);
      order = order != 0 ? order : Integer.compare(round, other.round);
      order = order != 0 ? order : type.compareTo(other.type);
      return order != 0 ? order : signer.compareTo(other.signer);
    }
  }

  /** COMMITs for one digest in one round. */
  private record Cause(long sequence, int round, Hash256 digest) implements Comparable<Cause> {
    @Override
    public int compareTo(Cause other) {
      int order = Long.compare(sequence, other.sequence);
      order = order != 0 ? order : Integer.compare(round, other.round);
      return order != 0 ? order : digest.compareTo(other.digest);
    }
  }

  private final Scenario scenario;
  private final Roster roster;
  private final ReferenceChain chain;
  private final Map<Place, SignedMessage> said = new TreeMap<>();
  private final TreeMap<Cause, Long> commitWeight = new TreeMap<>();

  /** The round that each member has reached by what it said, per sequence. */
  private final Map<Long, Map<Integer, Integer>> reached = new TreeMap<>();

  SpokenWords(Scenario scenario, Roster roster, ReferenceChain chain) {
    this.scenario = scenario;
    this.roster = roster;
    this.chain = chain;
  }

  void add(int member, SignedMessage message) {
    if (message.type() == VoteType.TIMEOUT) {
      reach(member, message.sequence(), message.round() + 1);
      return;
    }
    var place = new Place(message.type(), message.sequence(), message.round(), message.signer());
    var first = said.putIfAbsent(place, message);
    if (first == null) {
      consider(member, message);
    } else if (!first.signsSameAs(message)) {
      throw new Violation(
          Promise.ONE_CONTENT_PER_VOTE,
          "member %d signed two contents of %s, sequence %d, round %d: %s and %s"
              .formatted(
                  member,
                  message.type(),
                  message.sequence(),
                  message.round(),
                  first.digest(),
                  message.digest()));
    }
  }

  private void consider(int member, SignedMessage message) {
    switch (message.type()) {
      case COMMIT -> commits(member, message);
      case ROUND_CHANGE -> {
        reach(member, message.sequence(), message.round());
        leavesNotAlone(member, message);
      }
      case PROPOSAL, PREPARE, TIMEOUT -> {
        // Counted above.
      }
    }
  }

  private void reach(int member, long sequence, int round) {
    reached.computeIfAbsent(sequence, _ -> new TreeMap<>()).merge(member, round, Math::max);
  }

  /** PROTOCOL §6.6: only where more than a third of the weight has been. */
  private void leavesNotAlone(int member, SignedMessage change) {
    var committee = chain.committeeOf(change.sequence());
    long weight = traitors(committee);
    for (var entry : reached.get(change.sequence()).entrySet()) {
      if (entry.getValue() >= change.round() && !scenario.isTraitor(entry.getKey())) {
        weight += committee.weightOf(roster.key(entry.getKey()).publicKey());
      }
    }
    if (weight * 3 <= committee.totalWeight()) {
      throw new Violation(
          Promise.NOBODY_LEAVES_ALONE,
          "member %d at sequence %d, for round %d"
              .formatted(member, change.sequence(), change.round()));
    }
  }

  /**
   * Where honest COMMITs and all traitors together are a quorum, the digest may be decided; then
   * nobody honest commits another one in a later round.
   */
  private void commits(int member, SignedMessage commit) {
    var committee = chain.committeeOf(commit.sequence());
    var cause = new Cause(commit.sequence(), commit.round(), commit.digest());
    long weight = commitWeight.merge(cause, (long) committee.weightOf(commit.signer()), Long::sum);
    for (var other : sameSequence(commit.sequence()).entrySet()) {
      boolean otherDigest = !other.getKey().digest().equals(commit.digest());
      boolean abandonsOther =
          other.getKey().round() < commit.round() && mayDecide(committee, other.getValue());
      boolean isAbandoned = commit.round() < other.getKey().round() && mayDecide(committee, weight);
      if (otherDigest && (abandonsOther || isAbandoned)) {
        throw new Violation(
            Promise.NOTHING_ABANDONED,
            "member %d, sequence %d: %s of round %d beside %s of round %d"
                .formatted(
                    member,
                    commit.sequence(),
                    commit.digest(),
                    commit.round(),
                    other.getKey().digest(),
                    other.getKey().round()));
      }
    }
  }

  private Map<Cause, Long> sameSequence(long sequence) {
    return commitWeight.subMap(
        new Cause(sequence, 0, Hash256.ZERO), new Cause(sequence + 1, 0, Hash256.ZERO));
  }

  private boolean mayDecide(Committee committee, long honestWeight) {
    return committee.isQuorum(honestWeight + traitors(committee));
  }

  private long traitors(Committee committee) {
    return roster.weight(
        committee, scenario.traitors().stream().map(Scenario.Traitor::member).toList());
  }
}
