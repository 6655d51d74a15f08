package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.consensus.core.value.Judgement;
import io.timecoin.consensus.core.value.KnownValue;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Takes up the vote log (PROTOCOL §6.7): the node is in the highest round it has signed in, has
 * prepared what the log says, and sends again exactly what is there.
 */
final class StartIntake {
  private StartIntake() {}

  static void start(Turn turn, Input.Started started) {
    started.messages().stream()
        .filter(message -> message.sequence() > turn.sequence())
        .findFirst()
        .ifPresent(ahead -> observe(turn, ahead));
    started.messages().stream()
        .filter(message -> message.sequence() == turn.sequence())
        .forEach(message -> restore(turn, message));
    turn.prepared =
        Stream.concat(started.prepared().stream(), preparedByRoundChanges(started))
            .filter(certificate -> certificate.sequence() == turn.sequence())
            .max(Comparator.comparingInt(Certificate::round));
    turn.round = turn.own.highestRound();
    turn.takenOver = true;
    if (!turn.own.inOrder().isEmpty()) {
      turn.effect(new Effect.Send(turn.own.inOrder()));
    }
    if (turn.own.has(VoteType.ROUND_CHANGE, turn.round)) {
      turn.setTimer(Timer.Kind.REPEAT, turn.policy.baseMillis());
    }
    turn.setSealTimer();
    if (turn.mode instanceof Mode.Observing(_, long signsFrom) && signsFrom == Long.MAX_VALUE) {
      turn.inquire();
    }
  }

  private static void observe(Turn turn, SignedMessage ahead) {
    turn.enter(
        new Mode.Observing(
            "the vote log holds a message of sequence %d, the chain ends at %d"
                .formatted(ahead.sequence(), turn.position.sequence()),
            Long.MAX_VALUE));
  }

  private static void restore(Turn turn, SignedMessage message) {
    switch (message) {
      case Proposal proposal -> {
        turn.own = turn.own.with(proposal);
        turn.proposals = Voice.withProposal(turn, proposal);
        turn.values =
            turn.values.know(
                new KnownValue(proposal.header(), proposal.wtxids(), new Judgement.Unjudged()));
      }
      case Ballot ballot -> {
        turn.own = turn.own.with(ballot);
        turn.round = Math.max(turn.round, ballot.round());
        Voice.count(turn, ballot);
      }
      case RoundChange change -> {
        turn.own = turn.own.with(change);
        turn.progress = turn.progress.with(change);
      }
      case Timeout _ -> {
        // Never in a log.
      }
    }
  }

  private static Stream<Certificate> preparedByRoundChanges(Input.Started started) {
    return started.messages().stream()
        .filter(RoundChange.class::isInstance)
        .map(RoundChange.class::cast)
        .flatMap(change -> change.prepared().stream());
  }
}
