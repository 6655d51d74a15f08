package io.timecoin.consensus.core;

import io.timecoin.consensus.core.value.Judgement;
import io.timecoin.consensus.core.value.KnownValue;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;

/**
 * Takes in certified microblocks: what this node's own chain.microblocks says, and what other
 * members serve. None is believed before its certificate is checked; two of one sequence halt
 * (PROTOCOL §6.9).
 */
final class ChainIntake {
  private ChainIntake() {}

  /** One of chain.microblocks: mempool and ledger have judged it, so its position is taken. */
  static void receive(Turn turn, CertifiedMicroblock microblock, MessageIntake messages) {
    var header = microblock.header();
    if (header.sequence() < turn.sequence()) {
      compareWithDecided(turn, microblock);
    } else if (!turn.position.isFollowedBy(header)
        || !isCertified(turn, microblock, turn.committee())) {
      turn.drop(DropReason.BAD_CERTIFICATE);
    } else if (!turn.position.namesNextCommittee(header, turn.environment.committees())) {
      turn.halt("the seal of sequence %d names another committee".formatted(header.sequence()));
    } else {
      turn.advance(header);
      messages.replayEarly(turn);
    }
  }

  /**
   * One that another member serves (PROTOCOL §6.8): its certificate decides, as a quorum of COMMITs
   * would; then it is judged in full by PROTOCOL §6.2 before it is published.
   */
  static void served(Turn turn, CertifiedMicroblock microblock) {
    var header = microblock.header();
    if (header.sequence() < turn.sequence()) {
      compareWithDecided(turn, microblock);
    } else if (header.sequence() > turn.sequence()) {
      turn.drop(DropReason.TOO_FAR_AHEAD);
    } else if (!isCertified(turn, microblock, turn.committee())) {
      turn.drop(DropReason.BAD_CERTIFICATE);
    } else {
      DecideRule.decide(turn, microblock.certificate());
      know(turn, header, microblock);
    }
  }

  private static void know(Turn turn, MicroblockHeader header, CertifiedMicroblock microblock) {
    var values = turn.environment.values();
    var list = values.leaves().of(microblock.transactions());
    var defect = values.headerDefect(turn.position, header, list);
    if (defect.isEmpty()) {
      turn.values = turn.values.know(new KnownValue(header, list, new Judgement.Unjudged()));
    } else if (!values.hasList(header, list)) {
      // The bodies are not the certificate's, which says nothing of the committee.
      turn.drop(DropReason.BAD_HEADER);
    } else {
      turn.halt(
          "the certified microblock %s of sequence %d is invalid: %s"
              .formatted(header.digest(), header.sequence(), defect.get()));
    }
  }

  private static void compareWithDecided(Turn turn, CertifiedMicroblock microblock) {
    var decision = turn.recent.find(microblock.header().sequence());
    if (decision.isPresent()
        && !decision.get().digest().equals(microblock.header().digest())
        && isCertified(turn, microblock, decision.get().committee())) {
      halt(turn, microblock.header(), decision.get().digest());
    } else if (microblock.header().sequence() == turn.position.sequence()
        && !microblock.header().digest().equals(turn.position.digest())
        && isCertified(turn, microblock, turn.committee())) {
      halt(turn, microblock.header(), turn.position.digest());
    } else {
      turn.drop(DropReason.STALE);
    }
  }

  private static void halt(Turn turn, MicroblockHeader second, Hash256 first) {
    turn.halt(
        "two certified microblocks of sequence %d: %s and %s"
            .formatted(second.sequence(), first, second.digest()));
  }

  private static boolean isCertified(
      Turn turn, CertifiedMicroblock microblock, Committee committee) {
    var certificate = microblock.certificate();
    return certificate.sequence() == microblock.header().sequence()
        && certificate.digest().equals(microblock.header().digest())
        && turn.environment.certificates().proves(VoteType.COMMIT, committee, certificate);
  }
}
