package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.consensus.core.round.VoteTally;
import io.timecoin.consensus.core.value.KnownValue;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The only place that signs. What it signs counts at once: all that the step derives from it
 * becomes durable together with it (see {@link Step}).
 */
final class Voice {
  private Voice() {}

  static void propose(Turn turn, KnownValue value, List<RoundChange> justification) {
    var header = value.header();
    byte[] message =
        SignedBytes.of(
            turn.environment.genesisHash(),
            VoteType.PROPOSAL,
            turn.sequence(),
            turn.round,
            header.digest());
    var proposal =
        new Proposal(
            turn.sequence(),
            turn.round,
            header,
            value.wtxids(),
            justification,
            turn.self(),
            turn.environment.signer().sign(message));
    turn.own = turn.own.with(proposal);
    turn.values = turn.values.know(value);
    turn.proposals = withProposal(turn, proposal);
    turn.persist(new LogEntry.Spoken(proposal));
  }

  static void vote(Turn turn, VoteType type, Hash256 digest) {
    byte[] message =
        SignedBytes.of(turn.environment.genesisHash(), type, turn.sequence(), turn.round, digest);
    var ballot =
        new Ballot(
            type,
            turn.sequence(),
            turn.round,
            digest,
            turn.self(),
            turn.environment.signer().sign(message));
    turn.own = turn.own.with(ballot);
    count(turn, ballot);
    turn.persist(new LogEntry.Spoken(ballot));
  }

  static void changeRound(Turn turn) {
    byte[] message =
        RoundChange.signedBytes(
            turn.environment.genesisHash(), turn.sequence(), turn.round, turn.prepared);
    var change =
        new RoundChange(
            turn.sequence(),
            turn.round,
            turn.prepared,
            turn.self(),
            turn.environment.signer().sign(message));
    turn.own = turn.own.with(change);
    turn.progress = turn.progress.with(change);
    turn.persist(new LogEntry.Spoken(change));
  }

  /** Signed, but never persisted: it promises nothing. */
  static void timeOut(Turn turn) {
    byte[] message =
        SignedBytes.timeout(turn.environment.genesisHash(), turn.sequence(), turn.round);
    turn.progress =
        turn.progress.with(
            new Timeout(
                turn.sequence(), turn.round, turn.self(), turn.environment.signer().sign(message)));
  }

  /** Counts a vote of anybody; a second one of its signer for something else is evidence. */
  static void count(Turn turn, Ballot ballot) {
    boolean prepare = ballot.type() == VoteType.PREPARE;
    switch ((prepare ? turn.prepares : turn.commits).add(ballot, turn.round)) {
      case VoteTally.Outcome.Taken(var tally) -> {
        if (prepare) {
          turn.prepares = tally;
        } else {
          turn.commits = tally;
        }
      }
      case VoteTally.Outcome.Conflict(var first) -> turn.evidence(first, ballot);
      case VoteTally.Outcome.Known() -> {}
    }
  }

  static Map<Integer, Proposal> withProposal(Turn turn, Proposal proposal) {
    var changed = new TreeMap<>(turn.proposals);
    changed.put(proposal.round(), proposal);
    return Collections.unmodifiableMap(changed);
  }
}
