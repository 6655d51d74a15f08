package io.timecoin.consensus.core;

import io.timecoin.consensus.core.chain.RecentDecisions;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.Optional;

/** Takes in where other members say they are (PROTOCOL §6.7, §6.8). */
final class StatusIntake {
  private StatusIntake() {}

  static void receive(Turn turn, Input.StatusReceived status) {
    if (isStranger(turn, status.member(), status.sequence())) {
      turn.drop(DropReason.NO_MEMBER);
    } else {
      compare(turn, status.member(), status.sequence());
    }
  }

  static void asked(Turn turn, Input.StatusAsked asked) {
    turn.effect(
        new Effect.AnswerStatus(
            asked.member(), asked.question(), turn.position.sequence(), turn.position.digest()));
  }

  /** An answer counts only with the certificate of the sequence before; for 1, with none. */
  static void answered(Turn turn, Input.StatusAnswered answer) {
    if (isStranger(turn, answer.member(), answer.sequence())) {
      turn.drop(DropReason.NO_MEMBER);
      return;
    }
    if (answer.question() != turn.inquiry.question() || turn.inquiry.question() == 0) {
      turn.drop(DropReason.NOT_ASKED);
      return;
    }
    if (!isProven(turn, answer.sequence(), answer.digest(), answer.certificate())) {
      turn.drop(DropReason.BAD_CERTIFICATE);
    } else {
      turn.inquiry = turn.inquiry.with(answer.member(), answer.sequence() + 1);
      turn.inquiry.signsFrom(turn.committee()).ifPresent(sequence -> turn.allowSigning(sequence));
    }
    compare(turn, answer.member(), answer.sequence());
  }

  private static void compare(Turn turn, PublicKey member, long sequence) {
    if (sequence < 0) {
      // Unsigned on the wire: 2^63 and more.
      turn.drop(DropReason.TOO_FAR_AHEAD);
    } else if (sequence < turn.position.sequence()) {
      CatchUp.serve(turn, member, sequence + 1);
    } else if (sequence > turn.position.sequence()) {
      CatchUp.ask(turn, sequence);
    }
  }

  private static boolean isStranger(Turn turn, PublicKey member, long sequence) {
    return member.equals(turn.self()) || !committeeOf(turn, sequence + 1).contains(member);
  }

  private static boolean isProven(
      Turn turn, long sequence, Hash256 digest, Optional<Certificate> certificate) {
    if (sequence == 0) {
      return certificate.isEmpty() && digest.equals(turn.environment.genesisHash());
    }
    return certificate
        .filter(proof -> proof.sequence() == sequence && proof.digest().equals(digest))
        .filter(
            proof ->
                turn.environment
                    .certificates()
                    .proves(VoteType.COMMIT, committeeOf(turn, sequence), proof))
        .isPresent();
  }

  /** The committee that decided, or decides, a sequence, as far as this node knows. */
  private static Committee committeeOf(Turn turn, long sequence) {
    return turn.recent
        .find(sequence)
        .map(RecentDecisions.Decision::committee)
        .orElse(turn.committee());
  }
}
