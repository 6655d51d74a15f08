package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;

/**
 * This node's own signatures that come back from others. One that the log lacks means that this is
 * not the log it was written to: the node observes (PROTOCOL §6.7).
 */
final class OwnTraces {
  private OwnTraces() {}

  /** An own message for an undecided sequence. */
  static void recognise(Turn turn, SignedMessage message) {
    boolean known =
        message instanceof Timeout
            || (message.sequence() == turn.sequence()
                && turn.own
                    .find(message.type(), message.round())
                    .filter(message::signsSameAs)
                    .isPresent());
    if (!known) {
      lost(turn, message.type(), message.sequence(), message.round());
    }
  }

  /** An own PREPARE in a proven prepared certificate of the sequence being decided. */
  static void recognise(Turn turn, Certificate prepared) {
    var place = turn.committee().indexOf(turn.self());
    if (place.isPresent()
        && prepared.bitmap().isSet(place.getAsInt())
        && !hasPrepared(turn, prepared.round(), prepared.digest())) {
      lost(turn, VoteType.PREPARE, prepared.sequence(), prepared.round());
    }
  }

  private static boolean hasPrepared(Turn turn, int round, Hash256 digest) {
    return turn.own
        .find(VoteType.PREPARE, round)
        .filter(own -> own.digest().equals(digest))
        .isPresent();
  }

  private static void lost(Turn turn, VoteType type, long sequence, int round) {
    if (turn.mode instanceof Mode.Voting) {
      turn.enter(
          new Mode.Observing(
              "a %s of sequence %d, round %d carries this node's signature and is not in its log"
                  .formatted(type, sequence, round),
              Long.MAX_VALUE));
    }
  }
}
