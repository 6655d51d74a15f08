package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.ConsensusState;
import io.timecoin.consensus.core.Effect;
import io.timecoin.consensus.core.LogEntry;

/** Watches the voting loop, on its thread, and must return at once. */
public interface VotingListener {
  void onStep(long nanos);

  void onCommitted(long nanos);

  void onDecided(LogEntry.Decided decided);

  void onState(ConsensusState state);

  void onDropped(Effect.Dropped dropped);

  void onTimedOut(Effect.TimedOut timedOut);

  void onEvidence(Effect.Evidence evidence);

  void onModeChanged(Effect.ModeChanged changed);
}
