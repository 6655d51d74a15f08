package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.ConsensusState;
import io.timecoin.consensus.core.Mode;
import io.timecoin.consensus.core.chain.Committees;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.simulation.Violation.Promise;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Knows everything and believes nobody: after every event, whatever became durable, was said, or is
 * thought anywhere is held against what the protocol promises.
 */
final class InvariantChecker {
  private record Place(long sequence, int round) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int bySequence = Long.compare(sequence, other.sequence);
      return bySequence != 0 ? bySequence : Integer.compare(round, other.round);
    }
  }

  private final Scenario scenario;
  private final Roster roster;
  private final ReferenceChain chain;
  private final SpokenWords spoken;
  private final Map<Place, PublicKey> leaders = new TreeMap<>();
  private long highestSequence;
  private int highestRound;

  InvariantChecker(Scenario scenario, Roster roster, SignatureScheme scheme) {
    this.scenario = scenario;
    this.roster = roster;
    this.chain = new ReferenceChain(roster, scheme);
    this.spoken = new SpokenWords(scenario, roster, chain);
  }

  /** How the reference changes the committee. */
  Committees committees() {
    return chain.committees();
  }

  /** The UTXO set after so many microblocks. */
  StateAfter stateAfter(int microblocks) {
    return chain.stateAfter(microblocks);
  }

  /** Decisions that anybody has made. */
  List<CertifiedMicroblock> chain() {
    return chain.microblocks();
  }

  Committee committeeOf(long sequence) {
    return chain.committeeOf(sequence);
  }

  boolean hasDecided(long sequence) {
    return sequence <= chain.microblocks().size();
  }

  /** A member has made a decision durable, after so many before. */
  void decided(int member, int before, CertifiedMicroblock microblock) {
    if (microblock.header().sequence() != before + 1) {
      throw new Violation(
          Promise.INTACT_CHAIN,
          "member %d wrote sequence %d after %d"
              .formatted(member, microblock.header().sequence(), before));
    }
    chain.decided(member, microblock);
  }

  /** A member has said something. */
  void spoken(int member, SignedMessage message) {
    spoken.add(member, message);
  }

  /** Evidence is against traitors alone, and it is some (PROTOCOL §6.9). */
  void accused(int member, SignedMessage first, SignedMessage second) {
    boolean sound =
        scenario.isTraitor(roster.number(first.signer()))
            && first.signer().equals(second.signer())
            && first.type() == second.type()
            && first.sequence() == second.sequence()
            && first.round() == second.round()
            && !first.signsSameAs(second);
    if (!sound) {
      throw new Violation(
          Promise.NO_FALSE_EVIDENCE, "member %d: %s and %s".formatted(member, first, second));
    }
  }

  /**
   * Nobody honest halts; and who has never lost its log is never made to think so.
   *
   * @param hasLostLog ever
   */
  void modeChanged(int member, Mode mode, boolean hasLostLog) {
    switch (mode) {
      case Mode.Halted(var reason) ->
          throw new Violation(Promise.NO_FALSE_HALT, "member " + member + ": " + reason);
      case Mode.Observing(var reason, long _) -> {
        if (!hasLostLog) {
          throw new Violation(Promise.NO_FALSE_HALT, "member " + member + ": " + reason);
        }
      }
      case Mode.Voting() -> {
        // As it should be.
      }
    }
  }

  /** A member has come to think this. */
  void stepped(int member, ConsensusState state) {
    long sequence = state.sequence();
    if (chain.knows(sequence)
        && !state.position().committee().equals(chain.committeeOf(sequence))) {
      throw new Violation(
          Promise.ONE_COMMITTEE,
          "member %d has another committee for sequence %d".formatted(member, sequence));
    }
    var leader = state.leader();
    var known = leaders.putIfAbsent(new Place(sequence, state.round()), leader);
    if (known != null && !known.equals(leader)) {
      throw new Violation(
          Promise.ONE_COMMITTEE,
          "member %d has another leader of sequence %d, round %d"
              .formatted(member, sequence, state.round()));
    }
    if (sequence > highestSequence) {
      highestSequence = sequence;
      highestRound = 0;
    }
    if (sequence == highestSequence) {
      highestRound = Math.max(highestRound, state.round());
    }
  }

  /** The highest round that anybody is in, of the highest sequence. */
  int highestRound() {
    return highestRound;
  }

  long highestSequence() {
    return highestSequence;
  }

  /** The weight of the traitors in a committee. */
  long traitorWeight(Committee committee) {
    return roster.weight(
        committee, scenario.traitors().stream().map(Scenario.Traitor::member).toList());
  }
}
