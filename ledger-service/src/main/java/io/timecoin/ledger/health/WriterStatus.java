package io.timecoin.ledger.health;

import io.timecoin.ledger.chain.Contradiction;

/** What this instance's writer is doing. */
public sealed interface WriterStatus {
  /** Another instance writes, or the configuration says so. */
  record Standby() implements WriterStatus {}

  /** It holds the lease and waits for what it needs; a sentence for the operator. */
  record Waiting(String reason) implements WriterStatus {}

  /** It writes what arrives. */
  record Writing() implements WriterStatus {}

  /** It stopped for good: a person decides, then restarts it (PROTOCOL §6.9). */
  record Halted(Contradiction contradiction) implements WriterStatus {}
}
