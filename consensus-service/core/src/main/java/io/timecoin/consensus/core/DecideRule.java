package io.timecoin.consensus.core;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.committee.Certificate;
import java.util.Optional;

/** Decides, publishes and goes on to the next sequence. */
record DecideRule(MessageIntake messages) implements Rule {

  /** A quorum of COMMITs of any round decides, also before the bodies are here (PROTOCOL §6.8). */
  @Override
  public boolean apply(Turn turn) {
    for (int round : turn.commits.rounds()) {
      turn.commits
          .quorum(turn.environment.votes(), turn.committee(), turn.sequence(), round)
          .ifPresent(quorum -> decide(turn, quorum));
    }
    return !turn.isHalted() && turn.decided.isPresent() && publish(turn);
  }

  /** Believes a proven certificate; one for another digest than is decided halts. */
  static void decide(Turn turn, Certificate certificate) {
    if (turn.decided.isEmpty()) {
      turn.decided = Optional.of(certificate);
    } else if (!turn.decided.get().digest().equals(certificate.digest())) {
      turn.halt(
          "two quorums of COMMITs for sequence %d: %s and %s"
              .formatted(turn.sequence(), turn.decided.get().digest(), certificate.digest()));
    }
  }

  private boolean publish(Turn turn) {
    var certificate = turn.decided.orElseThrow();
    var digest = certificate.digest();
    var valid = turn.values.valid(digest);
    if (valid.isEmpty()) {
      turn.values
          .invalid(digest)
          .ifPresent(
              invalid ->
                  turn.halt(
                      "the certified microblock %s of sequence %d is invalid: %s"
                          .formatted(digest, turn.sequence(), invalid.reason())));
      return false;
    }
    var header = turn.values.find(digest).orElseThrow().header();
    var microblock =
        new CertifiedMicroblock(new Microblock(header, valid.get().transactions()), certificate);
    turn.persist(new LogEntry.Decided(microblock, certificate.round()));
    turn.policy = turn.policy.afterDecision(certificate.round());
    turn.advance(header);
    messages.replayEarly(turn);
    return true;
  }
}
