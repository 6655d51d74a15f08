package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.Certificate;

/**
 * What a step makes durable. The entries of one step become durable together or not at all, and by
 * becoming durable they are spoken (PROTOCOL §6.7).
 */
public sealed interface LogEntry {

  /** An own signed message of types 1–4. */
  record Spoken(SignedMessage message) implements LogEntry {}

  /** The certificate that the COMMIT or ROUND_CHANGE after it stands on. */
  record Prepared(Certificate certificate) implements LogEntry {}

  /** A third of the weight is faulty: no later life votes before a person says so (§6.9). */
  record Halted(String reason) implements LogEntry {}

  /**
   * This is not the log that the node wrote last: no later life signs below a sequence (PROTOCOL
   * §6.7). The newest one counts.
   *
   * @param signsFrom {@link Long#MAX_VALUE} until members or a person say otherwise
   */
  record Observing(String reason, long signsFrom) implements LogEntry {}

  /** A microblock has become final; for chain.microblocks. */
  record Decided(CertifiedMicroblock microblock, int round) implements LogEntry {}
}
