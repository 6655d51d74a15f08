package io.timecoin.mempool.status;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;

/** What became of a transaction: an end, or for {@link Accepted} and {@link Waiting} a stage. */
public sealed interface Outcome {

  /** In the pool; {@code fee} in satoshi. */
  record Accepted(long fee) implements Outcome {}

  /** By a rule of PROTOCOL §4.2, §4.3 or by this node's policy. */
  record Rejected(Refusal refusal) implements Outcome {}

  /** A final transaction spent one of its inputs, or an ancestor's (PROTOCOL §5.1). */
  record Aborted(Hash256 winner, long sequence) implements Outcome {}

  /** Displaced from a full pool; the floor then, satoshi per 1,000 bytes (PROTOCOL §5.3). */
  record Evicted(long floorPerKilobyte) implements Outcome {}

  /** Stayed too long without becoming final (PROTOCOL §5.2). */
  record Expired() implements Outcome {}

  /** In the final microblock {@code sequence}. */
  record Final(long sequence) implements Outcome {}

  /** Its input is unknown as yet (PROTOCOL §5.4). */
  record Waiting(Refusal reason) implements Outcome {}
}
