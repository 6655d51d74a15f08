package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.LogEntry;
import java.util.List;

/** Where a step's entries become durable, together or not at all (PROTOCOL §6.7). */
@FunctionalInterface
public interface DurableLog {
  /** Returns when they are; any exception means that the outcome is unknown. */
  void commit(List<LogEntry> entries);
}
