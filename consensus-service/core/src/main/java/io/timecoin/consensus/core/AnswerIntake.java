package io.timecoin.consensus.core;

import io.timecoin.consensus.core.Input.VerdictAnswered.Answer;
import io.timecoin.consensus.core.value.Judgement;
import io.timecoin.consensus.core.value.KnownValue;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/** Takes in what mempool and other members answer. */
final class AnswerIntake {
  /** Milliseconds until a draft that makes no microblock is asked for again. */
  static final long UNUSABLE_DRAFT_PAUSE_MILLIS = 100;

  private AnswerIntake() {}

  /** A draft is taken for the request it echoes, or for a value that awaits its bodies. */
  static void receive(Turn turn, Input.DraftAnswered answer) {
    if (!isForThisState(turn, answer.sequence(), answer.previousDigest())) {
      turn.drop(DropReason.STALE);
      return;
    }
    var value =
        turn.environment
            .values()
            .ofDraft(
                turn.position,
                turn.self(),
                answer.timeMillis(),
                answer.transactions(),
                answer.sealInputs());
    boolean asked =
        turn.draft instanceof DraftStatus.Asked(int round, boolean _) && round == answer.round();
    if (value.isEmpty()) {
      turn.drop(DropReason.UNUSABLE_DRAFT);
      if (asked) {
        turn.draft = new DraftStatus.Unusable();
        turn.setTimer(Timer.Kind.ASK_AGAIN, UNUSABLE_DRAFT_PAUSE_MILLIS);
      }
    } else if (turn.values.isUnjudged(value.get().header().digest())) {
      turn.values = turn.values.know(value.get());
    } else if (asked) {
      turn.draft = new DraftStatus.Answered(answer.round(), value.get());
    } else {
      turn.drop(DropReason.NOT_ASKED);
    }
  }

  /** A verdict stands for every round. */
  static void receive(Turn turn, Input.VerdictAnswered verdict) {
    if (!isForThisState(turn, verdict.sequence(), verdict.previousDigest())) {
      turn.drop(DropReason.STALE);
      return;
    }
    switch (verdict.answer()) {
      case Answer.Valid(var header, var transactions, var inputs) -> {
        if (!header.digest().equals(verdict.digest()) || !follows(turn, header, transactions)) {
          turn.drop(DropReason.BAD_HEADER);
        } else {
          var judgement =
              turn.environment.values().judge(turn.position, header, transactions, inputs);
          var list = turn.environment.values().leaves().of(transactions);
          turn.values = turn.values.know(new KnownValue(header, list, judgement));
        }
      }
      case Answer.Invalid(var reason) ->
          turn.values = turn.values.judge(verdict.digest(), new Judgement.Invalid(reason));
      case Answer.NotYet _ -> {
        // Asked again in a second: the timer is running.
      }
    }
  }

  /** Header and list of a digest that this node misses. */
  static void receive(Turn turn, Input.ProposalFetched fetched) {
    var digest = fetched.header().digest();
    if (!turn.asked.fetch().filter(digest::equals).isPresent()) {
      turn.drop(DropReason.NOT_ASKED);
    } else if (turn.environment
        .values()
        .headerDefect(turn.position, fetched.header(), fetched.wtxids())
        .isPresent()) {
      turn.drop(DropReason.BAD_HEADER);
    } else {
      turn.values =
          turn.values.know(
              new KnownValue(fetched.header(), fetched.wtxids(), new Judgement.Unjudged()));
    }
  }

  private static boolean isForThisState(Turn turn, long sequence, Hash256 previousDigest) {
    return sequence == turn.sequence() && previousDigest.equals(turn.position.digest());
  }

  private static boolean follows(
      Turn turn, MicroblockHeader header, List<Transaction> transactions) {
    var values = turn.environment.values();
    return values.headerDefect(turn.position, header, values.leaves().of(transactions)).isEmpty();
  }
}
