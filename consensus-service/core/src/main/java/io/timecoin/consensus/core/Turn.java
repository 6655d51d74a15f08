package io.timecoin.consensus.core;

import io.timecoin.consensus.core.Instance.RoundTimer;
import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.round.EarlyMessages;
import io.timecoin.consensus.core.round.OwnMessages;
import io.timecoin.consensus.core.round.RoundProgress;
import io.timecoin.consensus.core.round.TimerPolicy;
import io.timecoin.consensus.core.round.VoteTally;
import io.timecoin.consensus.core.value.Values;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One step's working copy of the state, with what it gives; nothing of it outlives the step. */
final class Turn {
  final Environment environment;
  final long nowMillis;

  Mode mode;
  ChainPosition position;
  TimerPolicy policy;
  EarlyMessages early;

  int round;
  Map<Integer, Proposal> proposals;
  Values values;
  VoteTally prepares;
  VoteTally commits;
  RoundProgress progress;
  OwnMessages own;
  Optional<Certificate> prepared;
  Optional<Certificate> decided;
  DraftStatus draft;
  Asked asked;
  RoundTimer roundTimer;
  boolean curious;
  boolean takenOver;

  private final List<LogEntry> entries = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  Turn(Environment environment, ConsensusState state, long nowMillis) {
    this.environment = environment;
    this.nowMillis = nowMillis;
    mode = state.mode();
    position = state.position();
    policy = state.policy();
    early = state.early();
    take(state.instance());
  }

  Step finish() {
    var instance =
        new Instance(
            round,
            proposals,
            values,
            prepares,
            commits,
            progress,
            own,
            prepared,
            decided,
            draft,
            asked,
            roundTimer,
            curious,
            takenOver);
    return new Step(new ConsensusState(mode, position, policy, early, instance), entries, effects);
  }

  long sequence() {
    return position.nextSequence();
  }

  Committee committee() {
    return position.committee();
  }

  PublicKey self() {
    return environment.self();
  }

  boolean leads() {
    return leader(round).equals(self());
  }

  PublicKey leader(int ofRound) {
    return committee().leader(sequence(), ofRound);
  }

  /** Only a voting member signs, and nothing more once a sequence is decided. */
  boolean maySign() {
    return mode instanceof Mode.Voting && decided.isEmpty() && committee().contains(self());
  }

  boolean isHalted() {
    return mode instanceof Mode.Halted;
  }

  boolean sealIsDue() {
    return nowMillis >= position.sealDueMillis(environment.genesis());
  }

  void persist(LogEntry entry) {
    entries.add(entry);
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  void drop(DropReason reason) {
    effect(new Effect.Dropped(reason));
  }

  void evidence(SignedMessage first, SignedMessage second) {
    effect(new Effect.Evidence(first, second));
  }

  void enter(Mode other) {
    if (!mode.equals(other)) {
      mode = other;
      effect(new Effect.ModeChanged(other));
    }
  }

  void setTimer(Timer.Kind kind, long delayMillis) {
    effect(new Effect.SetTimer(new Timer(kind, sequence(), round), Math.max(0, delayMillis)));
  }

  /** Goes on after a final microblock: a new instance, a new committee if it seals. */
  void advance(MicroblockHeader header) {
    position = position.after(header);
    take(Instance.fresh(false));
    for (var kind : List.of(Timer.Kind.ROUND, Timer.Kind.REPEAT, Timer.Kind.ASK_AGAIN)) {
      effect(new Effect.CancelTimer(kind));
    }
    if (header.seal().isPresent()) {
      setSealTimer();
    }
    if (mode instanceof Mode.Observing(_, long signsFrom) && signsFrom <= sequence()) {
      enter(new Mode.Voting());
    }
  }

  void setSealTimer() {
    setTimer(Timer.Kind.SEAL, position.sealDueMillis(environment.genesis()) - nowMillis);
  }

  private void take(Instance instance) {
    round = instance.round();
    proposals = instance.proposals();
    values = instance.values();
    prepares = instance.prepares();
    commits = instance.commits();
    progress = instance.progress();
    own = instance.own();
    prepared = instance.prepared();
    decided = instance.decided();
    draft = instance.draft();
    asked = instance.asked();
    roundTimer = instance.roundTimer();
    curious = instance.curious();
    takenOver = instance.takenOver();
  }
}
