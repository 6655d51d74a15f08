package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.protocol.committee.VoteType;
import java.util.List;

/** Gives its vote to every side. */
final class DoubleVotes implements Misdeed {
  private static final List<VoteType> VOTES = List.of(VoteType.PREPARE, VoteType.COMMIT);

  @Override
  public void heard(Puppet puppet, SignedMessage message) {
    switch (message) {
      case Proposal proposal -> VOTES.forEach(type -> vote(puppet, type, proposal));
      case Ballot ballot -> {
        if (puppet.draw().chance(30)) {
          vote(puppet, ballot.type(), ballot);
        }
      }
      case RoundChange _, Timeout _ -> {
        // Others lie about rounds.
      }
    }
  }

  private static void vote(Puppet puppet, VoteType type, SignedMessage message) {
    puppet.vote(type, message.sequence(), message.round(), message.digest(), puppet.some());
  }
}
