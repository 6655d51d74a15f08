package io.timecoin.mempool.pool;

import io.timecoin.protocol.rules.Refusal;

/** What would become of a transaction. */
public sealed interface TrialVerdict {

  /**
   * It would be let in, or is in already.
   *
   * @param fee satoshi
   */
  record Allowed(long fee) implements TrialVerdict {}

  /**
   * It is final already.
   *
   * @param sequence of its microblock
   */
  record Final(long sequence) implements TrialVerdict {}

  /** It would be refused, or wait for an input that nobody here knows (UNKNOWN_INPUT). */
  record Refused(Refusal refusal) implements TrialVerdict {}
}
