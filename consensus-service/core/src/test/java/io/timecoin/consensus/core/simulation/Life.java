package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.ConsensusMachine;
import io.timecoin.consensus.core.ConsensusState;
import io.timecoin.consensus.core.Effect;
import io.timecoin.consensus.core.Event;
import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.core.Mode;
import io.timecoin.consensus.core.Timer;
import io.timecoin.consensus.core.round.TimerPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One running instance of a member, as the service runs it: steps the machine with what has
 * arrived, writes all that comes of it at once, and only then carries out the rest. What arrives
 * during a write waits. Its first refused write ends it.
 */
final class Life {
  private static final int LARGEST_GROUP = 32;
  private static final long BASE_MILLIS = 1_000;

  /** A clock set forward is noticed within this (the service's timer queue does the same). */
  private static final long LOOK_AT_CLOCK_MILLIS = 5_000;

  private final World world;
  private final SimulatedMember member;
  private final ConsensusMachine machine;
  private final long epoch;
  private final Deque<Input> inbox = new ArrayDeque<>();
  private final Map<Timer.Kind, Long> timers = new EnumMap<>(Timer.Kind.class);
  private ConsensusState state;
  private List<LogEntry> unwritten = List.of();
  private long timerNumber;
  private boolean writing;
  private boolean dead;

  Life(World world, SimulatedMember member, Mode mode) {
    this.world = world;
    this.member = member;
    this.epoch = member.disk().epoch;
    this.machine =
        world
            .craft()
            .machine(
                world.roster().genesis(),
                world.scheme().signer(member.key()),
                world.signatures(),
                world.roster().committees());
    this.state =
        machine.initial(member.disk().position(), mode, TimerPolicy.startingWith(BASE_MILLIS));
  }

  ConsensusState state() {
    return state;
  }

  boolean isDead() {
    return dead;
  }

  /** An input; dropped if nobody is here any more. */
  void offer(Input input) {
    if (!dead) {
      inbox.add(input);
      work();
    }
  }

  /** Ends at once. What was being written is durable afterwards, or not. */
  void die(boolean written) {
    dead = true;
    inbox.clear();
    if (writing && written && epoch == member.disk().epoch) {
      member.write(unwritten);
    }
  }

  private void work() {
    while (!dead && !writing && !inbox.isEmpty()) {
      var entries = new ArrayList<LogEntry>();
      var effects = new ArrayList<Effect>();
      for (int i = 0; i < LARGEST_GROUP && !inbox.isEmpty(); i++) {
        step(inbox.remove(), entries, effects);
      }
      if (entries.isEmpty()) {
        effects.forEach(this::carryOut);
      } else {
        write(List.copyOf(entries), List.copyOf(effects));
      }
    }
  }

  private void step(Input input, List<LogEntry> entries, List<Effect> effects) {
    try {
      var step = machine.step(state, new Event(member.nowMillis(), input));
      state = step.state();
      entries.addAll(step.entries());
      effects.addAll(step.effects());
    } catch (RuntimeException e) {
      throw new Violation("member " + member.number() + " at " + input, e);
    }
    world.checker().stepped(member.number(), state);
    world.tell(member.number(), input, state);
  }

  private void write(List<LogEntry> entries, List<Effect> effects) {
    writing = true;
    unwritten = entries;
    if (world.craft().speaksBeforeDurable()) {
      entries.forEach(member::speak);
    }
    world.queue().in(member.beginWrite(), () -> written(entries, effects));
  }

  private void written(List<LogEntry> entries, List<Effect> effects) {
    if (dead) {
      return;
    }
    writing = false;
    if (epoch != member.disk().epoch) {
      // Fenced: another instance writes this log now.
      die(false);
      return;
    }
    member.write(entries);
    effects.forEach(this::carryOut);
    work();
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.SetTimer(var timer, long delay) -> set(timer, delay);
      case Effect.CancelTimer(var kind) -> timers.remove(kind);
      case Effect.ModeChanged(var mode) -> {
        // A zombie hears of what its successor says.
        if (epoch == member.disk().epoch) {
          world.checker().modeChanged(member.number(), mode, member.hasLostLog());
        }
      }
      case Effect.Evidence(var first, var second) ->
          world.checker().accused(member.number(), first, second);
      case Effect.Dropped _, Effect.TimedOut _ -> {
        // Counted by the service.
      }
      case Effect.AskDraft ask -> member.mempool().ask(this, ask);
      case Effect.AskVerdict ask -> member.mempool().judge(ask.header(), ask.wtxids());
      case Effect.FetchProposal _,
          Effect.Send _,
          Effect.Announce _,
          Effect.ServeDecided _,
          Effect.FetchRange _,
          Effect.TellStatus _,
          Effect.AskStatus _,
          Effect.AnswerStatus _ ->
          member.post().send(effect);
    }
  }

  private void set(Timer timer, long delayMillis) {
    long delay =
        switch (timer.kind()) {
          case SEAL, CLOCK -> Math.min(delayMillis, LOOK_AT_CLOCK_MILLIS);
          case ROUND, REPEAT, ASK_AGAIN, PATIENCE, STATUS -> delayMillis;
        };
    long number = ++timerNumber;
    timers.put(timer.kind(), number);
    world
        .queue()
        .in(
            delay,
            () -> {
              if (!dead && timers.getOrDefault(timer.kind(), 0L) == number) {
                timers.remove(timer.kind());
                offer(new Input.TimerFired(timer));
              }
            });
  }
}
