package io.timecoin.consensus.core;

import io.timecoin.consensus.core.Instance.RoundTimer;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.committee.VoteType;
import java.util.ArrayList;
import java.util.List;

/** What happens when a timer expires (PROTOCOL §6.6). A late one means nothing. */
final class TimerIntake {
  private TimerIntake() {}

  static void fired(Turn turn, Timer timer) {
    if (timer.kind() == Timer.Kind.SEAL) {
      if (!turn.sealIsDue()) {
        // The clock was set back, or the timer ran fast.
        turn.setSealTimer();
      }
      return;
    }
    if (timer.kind() == Timer.Kind.STATUS) {
      tellStatus(turn);
      return;
    }
    if (timer.sequence() != turn.sequence()) {
      return;
    }
    switch (timer.kind()) {
      case ROUND -> {
        if (timer.round() == turn.round && turn.roundTimer == RoundTimer.RUNNING) {
          expire(turn);
        }
      }
      case REPEAT -> repeat(turn);
      case ASK_AGAIN -> {
        turn.asked = turn.asked.afterFirstWait();
        if (turn.draft instanceof DraftStatus.Unusable) {
          turn.draft = new DraftStatus.NotAsked();
        }
      }
      case PATIENCE -> turn.curious = true;
      case CLOCK, SEAL, STATUS -> {
        // The rules look at the clock again.
      }
    }
  }

  private static void tellStatus(Turn turn) {
    if (turn.committee().size() > 1) {
      turn.effect(new Effect.TellStatus(turn.position.sequence(), turn.position.digest()));
    }
    if (turn.mode instanceof Mode.Observing(_, long signsFrom) && signsFrom == Long.MAX_VALUE) {
      turn.inquire();
    }
    turn.setTimer(Timer.Kind.STATUS, RoundTimers.STATUS_MILLIS);
  }

  /** The round goes on: a node leaves it only with more than a third of the weight. */
  private static void expire(Turn turn) {
    turn.roundTimer = RoundTimer.EXPIRED;
    turn.effect(new Effect.TimedOut(turn.sequence(), turn.round));
    if (turn.maySign()) {
      Voice.timeOut(turn);
      if (turn.draft instanceof DraftStatus.Answered(int _, var value)) {
        turn.values
            .know(value)
            .valid(value.header().digest())
            .ifPresent(valid -> turn.effect(new Effect.Announce(valid.transactions())));
      }
      repeat(turn);
    }
  }

  /** The newest TIMEOUT and ROUND_CHANGE of this node, once per base until the decision. */
  private static void repeat(Turn turn) {
    if (!turn.maySign()) {
      return;
    }
    List<SignedMessage> messages = new ArrayList<>();
    turn.own.find(VoteType.ROUND_CHANGE, turn.round).ifPresent(messages::add);
    var timeout = turn.progress.timeouts().get(turn.self());
    if (timeout != null && timeout.round() == turn.round) {
      messages.add(timeout);
    }
    if (!messages.isEmpty()) {
      turn.effect(new Effect.Send(messages));
      turn.setTimer(Timer.Kind.REPEAT, turn.policy.baseMillis());
    }
  }
}
