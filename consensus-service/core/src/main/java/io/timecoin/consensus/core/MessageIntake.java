package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.consensus.core.round.EarlyMessages;
import java.util.Optional;

/**
 * Lets messages in: for the sequence being decided, kept for the one after it, dropped otherwise;
 * and never before its member signature has been checked.
 */
final class MessageIntake {
  private final Justification justification;
  private final ProposalIntake proposals;

  MessageIntake(Environment environment) {
    justification = new Justification(environment);
    proposals = new ProposalIntake(justification);
  }

  void receive(Turn turn, SignedMessage message) {
    Optional<DropReason> refusal = refusal(turn, message);
    if (refusal.isPresent()) {
      turn.drop(refusal.get());
    } else if (message.signer().equals(turn.self())) {
      recognise(turn, message);
    } else if (message.sequence() > turn.sequence()) {
      keep(turn, message);
    } else {
      count(turn, message);
    }
  }

  /** Takes in what was kept for the sequence that has just begun. */
  void replayEarly(Turn turn) {
    var kept = turn.early.all();
    turn.early = EarlyMessages.NONE;
    kept.forEach(message -> receive(turn, message));
  }

  private static Optional<DropReason> refusal(Turn turn, SignedMessage message) {
    if (message.sequence() < turn.sequence()) {
      return Optional.of(DropReason.STALE);
    }
    if (message.sequence() > turn.sequence() + 1) {
      return Optional.of(DropReason.TOO_FAR_AHEAD);
    }
    if (!turn.committee().contains(message.signer())) {
      return Optional.of(DropReason.NO_MEMBER);
    }
    var environment = turn.environment;
    return environment
            .signatures()
            .valid(
                message.signer(),
                message.signature(),
                message.signedBytes(environment.genesisHash()))
        ? Optional.empty()
        : Optional.of(DropReason.BAD_SIGNATURE);
  }

  /**
   * An own message comes back. One that the log lacks means that this is not the log it was written
   * to (PROTOCOL §6.7).
   */
  private static void recognise(Turn turn, SignedMessage message) {
    boolean known =
        message instanceof Timeout
            || (message.sequence() == turn.sequence()
                && turn.own
                    .find(message.type(), message.round())
                    .filter(message::signsSameAs)
                    .isPresent());
    if (!known && turn.mode instanceof Mode.Voting) {
      turn.enter(
          new Mode.Observing(
              "a %s of sequence %d, round %d carries this node's signature and is not in its log"
                  .formatted(message.type(), message.sequence(), message.round()),
              Long.MAX_VALUE));
    }
  }

  private static void keep(Turn turn, SignedMessage message) {
    turn.early
        .with(message)
        .ifPresentOrElse(early -> turn.early = early, () -> turn.drop(DropReason.BUFFER_FULL));
  }

  private void count(Turn turn, SignedMessage message) {
    switch (message) {
      case Proposal proposal -> proposals.receive(turn, proposal);
      case Ballot ballot -> Voice.count(turn, ballot);
      case Timeout timeout -> turn.progress = turn.progress.with(timeout);
      case RoundChange change -> {
        if (justification.proves(change, turn.committee())) {
          ProposalIntake.count(turn, change);
        } else {
          turn.drop(DropReason.UNJUSTIFIED);
        }
      }
    }
  }
}
