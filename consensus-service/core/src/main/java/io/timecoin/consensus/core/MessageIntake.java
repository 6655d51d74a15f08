package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.consensus.core.round.EarlyMessages;
import java.util.Optional;

/**
 * Lets messages in: for the sequence being decided, kept for the one after it, answered for one
 * that is decided, dropped otherwise; and never before its member signature has been checked.
 */
final class MessageIntake {
  private final Justification justification;
  private final ProposalIntake proposals;

  MessageIntake(Justification justification) {
    this.justification = justification;
    proposals = new ProposalIntake(justification);
  }

  void receive(Turn turn, SignedMessage message) {
    if (message.sequence() < turn.sequence()) {
      LateMessages.receive(turn, message);
      return;
    }
    Optional<DropReason> refusal = refusal(turn, message);
    if (refusal.isPresent()) {
      turn.drop(refusal.get());
    } else if (message.signer().equals(turn.self())) {
      OwnTraces.recognise(turn, message);
    } else if (message.sequence() > turn.sequence() + 1) {
      turn.drop(DropReason.TOO_FAR_AHEAD);
      CatchUp.ask(turn, message.sequence() - 1);
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
    if (!turn.committee().contains(message.signer())) {
      return Optional.of(DropReason.NO_MEMBER);
    }
    return turn.environment.isSigned(message)
        ? Optional.empty()
        : Optional.of(DropReason.BAD_SIGNATURE);
  }

  private static void keep(Turn turn, SignedMessage message) {
    turn.early.conflicting(message).ifPresent(first -> turn.evidence(first, message));
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
