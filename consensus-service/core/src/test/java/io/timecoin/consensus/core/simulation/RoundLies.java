package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.protocol.committee.Bitmap;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.IntStream;

/** Hides what is prepared, shows what is not, and claims to be in rounds where nobody is. */
final class RoundLies implements Misdeed {
  private static final int FAR_ROUND = 1 << 30;

  @Override
  public void tick(Puppet puppet) {
    var draw = puppet.draw();
    if (!draw.chance(50)) {
      return;
    }
    long sequence = puppet.world().checker().chain().size() + 1L;
    int highest = puppet.observed().highestRound(sequence);
    int round = 1 + (draw.chance(10) ? FAR_ROUND : draw.below(highest + 2));
    puppet.timeOut(sequence, round - 1, puppet.some());
    puppet.send(puppet.roundChange(sequence, round, Optional.empty()), puppet.some());
    for (Proposal proposal : puppet.observed().proposals(sequence)) {
      if (proposal.round() < round && draw.chance(30)) {
        var committee = puppet.world().checker().committeeOf(sequence);
        prepared(puppet, committee, proposal, round)
            .ifPresent(
                certificate ->
                    puppet.send(
                        puppet.roundChange(sequence, round, Optional.of(certificate)),
                        puppet.some()));
      }
    }
  }

  /** What was really prepared, or too few votes for it, or none at all. */
  private static Optional<Certificate> prepared(
      Puppet puppet, Committee committee, Proposal proposal, int round) {
    return puppet.draw().chance(60)
        ? puppet
            .observed()
            .votes(
                VoteType.PREPARE,
                committee,
                proposal.sequence(),
                proposal.round(),
                proposal.digest())
        : Optional.of(forged(puppet, committee, proposal.sequence(), round - 1, proposal.digest()));
  }

  /** Everybody's bit, and its own signature in each place. */
  static Certificate forged(
      Puppet puppet, Committee committee, long sequence, int round, Hash256 digest) {
    var signature = puppet.sign(digest.toByteArray());
    return new Certificate(
        sequence,
        round,
        digest,
        Bitmap.of(committee.size(), IntStream.range(0, committee.size())),
        Collections.nCopies(committee.size(), signature));
  }
}
