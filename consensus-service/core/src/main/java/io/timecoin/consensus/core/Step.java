package io.timecoin.consensus.core;

import java.util.List;

/**
 * What one step gives. The order of things is the promise of PROTOCOL §6.7: first every entry
 * becomes durable, in one atomic write; then the effects are carried out, in order. The state holds
 * only if that write succeeded: otherwise its outcome is unknown, and the state must be thrown away
 * and recovered from the log.
 *
 * <p>Several steps may share one atomic write, entries in order, effects after it: whatever a later
 * step derives from an earlier one's votes becomes durable with them or not at all.
 */
public record Step(ConsensusState state, List<LogEntry> entries, List<Effect> effects) {
  public Step {
    entries = List.copyOf(entries);
    effects = List.copyOf(effects);
  }
}
