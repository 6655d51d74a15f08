package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.ConsensusMachine;
import io.timecoin.consensus.core.ConsensusState;
import io.timecoin.consensus.core.Effect;
import io.timecoin.consensus.core.Event;
import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.LogEntry;
import io.timecoin.protocol.block.CertifiedMicroblock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Runs the machine: takes what has arrived, makes all that comes of it durable in one write, and
 * only then carries out the rest. In one life of a node the first failed write ends it: the state
 * may be ahead of the log then and must not be used again.
 */
public final class VotingLoop {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final ConsensusMachine machine;
  private final DurableLog log;
  private final Neighbours neighbours;
  private final Inbox inbox;
  private final InstantSource clock;
  private final VotingListener listener;
  private final EvidenceLog evidence;
  private final TimerQueue timers = new TimerQueue(System::nanoTime);
  private ConsensusState state;

  public VotingLoop(
      ConsensusMachine machine,
      ConsensusState initial,
      DurableLog log,
      Neighbours neighbours,
      Inbox inbox,
      InstantSource clock,
      VotingListener listener,
      EvidenceLog evidence) {
    this.machine = machine;
    this.state = initial;
    this.log = log;
    this.neighbours = neighbours;
    this.inbox = inbox;
    this.clock = clock;
    this.listener = listener;
    this.evidence = evidence;
  }

  /** Votes until told to stop; whatever the log throws ends it. */
  public void run(Input.Started started, BooleanSupplier stop) throws InterruptedException {
    take(List.of(started));
    while (!stop.getAsBoolean()) {
      var inputs = new ArrayList<>(inbox.take(timers.untilNext(LONGEST_WAIT_NANOS)));
      timers.expired().forEach(timer -> inputs.add(new Input.TimerFired(timer)));
      if (!inputs.isEmpty() && !stop.getAsBoolean()) {
        take(inputs);
      }
    }
  }

  private void take(List<? extends Input> inputs) {
    List<LogEntry> entries = new ArrayList<>();
    List<Effect> effects = new ArrayList<>();
    for (Input input : inputs) {
      long begin = System.nanoTime();
      var step = machine.step(state, new Event(clock.millis(), input));
      state = step.state();
      entries.addAll(step.entries());
      effects.addAll(step.effects());
      listener.onStep(System.nanoTime() - begin);
    }
    List<CertifiedMicroblock> decided = commit(entries);
    inbox.taken(decided);
    effects.forEach(this::carryOut);
    listener.onState(state);
  }

  /** Makes it durable; what became final by it. */
  private List<CertifiedMicroblock> commit(List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    long begin = System.nanoTime();
    log.commit(entries);
    listener.onCommitted(System.nanoTime() - begin);
    List<CertifiedMicroblock> decided = new ArrayList<>();
    for (var entry : entries) {
      if (entry instanceof LogEntry.Decided decision) {
        decided.add(decision.microblock());
        listener.onDecided(decision);
      }
    }
    return decided;
  }

  /** In a group the chain may have passed what was asked for. */
  private boolean isWanted(long sequence) {
    return sequence == state.sequence();
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.AskDraft draft when isWanted(draft.sequence()) -> neighbours.ask(draft);
      case Effect.AskDraft _ -> {}
      case Effect.AskVerdict verdict when isWanted(verdict.sequence()) -> neighbours.ask(verdict);
      case Effect.AskVerdict _ -> {}
      case Effect.FetchProposal proposal -> neighbours.fetch(proposal);
      case Effect.Send messages -> neighbours.send(messages);
      case Effect.Announce transactions -> neighbours.announce(transactions);
      case Effect.FetchRange range -> neighbours.fetch(range);
      case Effect.ServeDecided decided -> neighbours.serve(decided);
      case Effect.TellStatus status -> neighbours.tell(status);
      case Effect.AskStatus question -> neighbours.ask(question);
      case Effect.AnswerStatus status -> neighbours.answer(status);
      case Effect.SetTimer(var timer, long delayMillis) -> timers.set(timer, delayMillis);
      case Effect.CancelTimer(var kind) -> timers.cancel(kind);
      case Effect.Evidence found -> {
        listener.onEvidence(found);
        evidence.keep(found);
      }
      case Effect.ModeChanged changed -> listener.onModeChanged(changed);
      case Effect.Dropped dropped -> listener.onDropped(dropped);
      case Effect.TimedOut timedOut -> listener.onTimedOut(timedOut);
    }
  }
}
