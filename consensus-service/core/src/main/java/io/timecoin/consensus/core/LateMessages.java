package io.timecoin.consensus.core;

import io.timecoin.consensus.core.chain.RecentDecisions.Decision;
import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.protocol.committee.Committee;
import java.util.Optional;

/**
 * Messages for a decided sequence: answered with its microblock and certificate (PROTOCOL §6.8),
 * each member at most once per pause. A late vote for the very digest that was decided gets no
 * answer: its signer has been deciding the same, and if it should not succeed its TIMEOUT will ask.
 */
final class LateMessages {
  private LateMessages() {}

  static void receive(Turn turn, SignedMessage message) {
    turn.drop(DropReason.STALE);
    var decision = turn.recent.find(message.sequence());
    if (!message.signer().equals(turn.self())
        && isMember(turn, message, decision)
        && asks(message, decision)
        && turn.environment.isSigned(message)) {
      CatchUp.serve(turn, message.signer(), message.sequence());
    }
  }

  private static boolean isMember(Turn turn, SignedMessage message, Optional<Decision> decision) {
    Committee committee = decision.map(Decision::committee).orElse(turn.committee());
    return committee.contains(message.signer());
  }

  private static boolean asks(SignedMessage message, Optional<Decision> decision) {
    return switch (message) {
      case Timeout _, RoundChange _ -> true;
      case Proposal _, Ballot _ ->
          decision.filter(decided -> decided.digest().equals(message.digest())).isEmpty();
    };
  }
}
