package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.ConsensusState;
import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.crypto.Hash256;

/** One event in one line. */
final class Words {
  private static final int DIGITS = 8;

  private Words() {}

  static String of(int member, Input input, ConsensusState state) {
    return "m%d at %d/%d: %s".formatted(member, state.sequence(), state.round(), of(input));
  }

  private static String of(Input input) {
    return switch (input) {
      case Input.Started started -> "started with " + started.messages().size() + " own messages";
      case Input.DraftAnswered draft ->
          "draft of %d transactions for %d/%d"
              .formatted(draft.transactions().size(), draft.sequence(), draft.round());
      case Input.VerdictAnswered verdict ->
          "%s is %s".formatted(of(verdict.digest()), verdict.answer().getClass().getSimpleName());
      case Input.MessageReceived(var message) -> of(message);
      case Input.ProposalFetched fetched -> "fetched " + of(fetched.header().digest());
      case Input.TimerFired(var timer) -> "timer " + timer.kind();
      case Input.MicroblockFinal(var microblock) -> "final " + of(microblock.header().digest());
      case Input.MicroblockServed(var microblock) ->
          "served %d %s"
              .formatted(microblock.header().sequence(), of(microblock.header().digest()));
      case Input.StatusReceived status -> "status " + status.sequence();
      case Input.StatusAsked _ -> "asked for its status";
      case Input.StatusAnswered answer -> "told status " + answer.sequence();
      case Input.SigningAllowed(long first) -> "may sign from " + first;
    };
  }

  private static String of(SignedMessage message) {
    return "%s %d/%d %s by %s"
        .formatted(
            message.type(),
            message.sequence(),
            message.round(),
            of(message.digest()),
            message.signer().toString().substring(0, DIGITS));
  }

  private static String of(Hash256 digest) {
    return digest.toString().substring(0, DIGITS);
  }
}
