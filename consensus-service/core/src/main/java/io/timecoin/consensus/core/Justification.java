package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** When a PROPOSAL and a ROUND_CHANGE may count (PROTOCOL §6.3). */
class Justification {
  private final Environment environment;

  Justification(Environment environment) {
    this.environment = environment;
  }

  /** Whether a PROPOSAL is what its round allows; its own signature has been checked. */
  boolean justifies(Proposal proposal, Committee committee) {
    if (proposal.round() == 0) {
      return proposal.justification().isEmpty() && isOwnValue(proposal);
    }
    if (!isQuorumFor(proposal, committee)) {
      return false;
    }
    return highestPrepared(proposal.justification())
        .map(certificate -> certificate.digest().equals(proposal.digest()))
        .orElseGet(() -> isOwnValue(proposal));
  }

  /** What the highest prepared round of some ROUND_CHANGEs has prepared. */
  static Optional<Certificate> highestPrepared(List<RoundChange> changes) {
    return changes.stream()
        .flatMap(change -> change.prepared().stream())
        .max(Comparator.comparingInt(Certificate::round));
  }

  /** Whether what a ROUND_CHANGE carries proves what it names; its signature has been checked. */
  boolean proves(RoundChange change, Committee committee) {
    return change.prepared().isEmpty()
        || provesPrepared(change.prepared().get(), change.sequence(), change.round(), committee);
  }

  private boolean provesPrepared(
      Certificate prepared, long sequence, int round, Committee committee) {
    return prepared.sequence() == sequence
        && prepared.round() < round
        && environment.certificates().proves(VoteType.PREPARE, committee, prepared);
  }

  /** Each from another member, each for this very sequence and round, each proven. */
  boolean isQuorumFor(Proposal proposal, Committee committee) {
    var signers = new TreeSet<PublicKey>();
    long weight = 0;
    for (RoundChange change : proposal.justification()) {
      if (change.sequence() != proposal.sequence()
          || change.round() != proposal.round()
          || !committee.contains(change.signer())
          || !signers.add(change.signer())) {
        return false;
      }
      weight += committee.weightOf(change.signer());
    }
    return committee.isQuorum(weight)
        && proposal.justification().stream()
            .allMatch(change -> environment.isSigned(change) && proves(change, committee));
  }

  private static boolean isOwnValue(Proposal proposal) {
    return proposal.header().proposer().equals(proposal.signer());
  }
}
