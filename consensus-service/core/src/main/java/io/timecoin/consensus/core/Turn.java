package io.timecoin.consensus.core;

import io.timecoin.consensus.core.Instance.RoundTimer;
import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.chain.RecentDecisions;
import io.timecoin.consensus.core.chain.RecentDecisions.Decision;
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
import io.timecoin.protocol.committee.Member;
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
  RecentDecisions recent;
  CatchUp catchUp;
  Inquiry inquiry;

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
    recent = state.recent();
    catchUp = state.catchUp();
    inquiry = state.inquiry();
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
    return new Step(
        new ConsensusState(mode, position, policy, early, recent, catchUp, inquiry, instance),
        entries,
        effects);
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

  /** The quorum of PREPAREs of a round, if there is one. */
  Optional<Certificate> preparedIn(int ofRound) {
    return prepares.quorum(environment.votes(), committee(), sequence(), ofRound);
  }

  /** Whether this step says anything to the other members. */
  boolean speaks() {
    return entries.stream().anyMatch(LogEntry.Spoken.class::isInstance)
        || effects.stream().anyMatch(Effect.Send.class::isInstance);
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

  void halt(String reason) {
    persist(new LogEntry.Halted(reason));
    enter(new Mode.Halted(reason));
  }

  void enter(Mode other) {
    if (mode.equals(other)) {
      return;
    }
    mode = other;
    effect(new Effect.ModeChanged(other));
    switch (other) {
      case Mode.Voting() -> {
        // As after a take-over: whatever is to be decided is waited for anew.
        roundTimer = RoundTimer.IDLE;
        takenOver = true;
      }
      case Mode.Observing(var reason, long signsFrom) -> {
        persist(new LogEntry.Observing(reason, signsFrom));
        if (signsFrom == Long.MAX_VALUE) {
          inquire();
        }
      }
      case Mode.Halted(var _) -> {}
    }
  }

  /** An observer may sign from this sequence on; durable before it does. */
  void allowSigning(long firstSequence) {
    if (mode instanceof Mode.Observing(var reason, long _)) {
      inquiry = Inquiry.NONE;
      if (firstSequence <= sequence()) {
        persist(new LogEntry.Observing(reason, firstSequence));
        enter(new Mode.Voting());
      } else {
        enter(new Mode.Observing(reason, firstSequence));
      }
    }
  }

  /**
   * Asks the other members where they are, under a question of its own or the standing one. Who is
   * no member has nothing to sign and asks nobody.
   */
  void inquire() {
    if (!committee().contains(self())) {
      return;
    }
    if (inquiry.question() == 0) {
      inquiry = Inquiry.asked(nowMillis);
    }
    effect(
        new Effect.AskStatus(
            committee().members().stream()
                .map(Member::key)
                .filter(key -> !key.equals(self()))
                .toList(),
            inquiry.question()));
  }

  void setTimer(Timer.Kind kind, long delayMillis) {
    effect(new Effect.SetTimer(new Timer(kind, sequence(), round), Math.max(0, delayMillis)));
  }

  /** Goes on after a final microblock: a new instance, a new committee if it seals. */
  void advance(MicroblockHeader header) {
    recent = recent.with(new Decision(header.sequence(), header.digest(), committee()));
    position = position.after(header, environment.committees());
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
