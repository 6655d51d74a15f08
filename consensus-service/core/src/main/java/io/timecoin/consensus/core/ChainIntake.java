package io.timecoin.consensus.core;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.VoteType;

/** Takes in what chain.microblocks says: the node's own decisions again, or others' by sync. */
final class ChainIntake {
  private ChainIntake() {}

  static void receive(Turn turn, CertifiedMicroblock microblock, MessageIntake messages) {
    var header = microblock.header();
    if (header.sequence() == turn.position.sequence()) {
      if (!header.digest().equals(turn.position.digest())
          && turn.environment
              .certificates()
              .proves(VoteType.COMMIT, turn.committee(), microblock.certificate())) {
        turn.enter(
            new Mode.Halted(
                "two certified microblocks of sequence %d: %s and %s"
                    .formatted(header.sequence(), turn.position.digest(), header.digest())));
      }
    } else if (header.sequence() < turn.sequence()) {
      turn.drop(DropReason.STALE);
    } else if (!follows(turn, microblock)) {
      turn.drop(DropReason.BAD_CERTIFICATE);
    } else {
      turn.advance(header);
      messages.replayEarly(turn);
    }
  }

  private static boolean follows(Turn turn, CertifiedMicroblock microblock) {
    var certificate = microblock.certificate();
    return turn.position.isFollowedBy(microblock.header())
        && certificate.sequence() == microblock.header().sequence()
        && certificate.digest().equals(microblock.header().digest())
        && turn.environment.certificates().proves(VoteType.COMMIT, turn.committee(), certificate);
  }
}
