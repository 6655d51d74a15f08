package io.timecoin.protocol.client;

/** Why a payment cannot be made. */
public enum PaymentError {
  /** No output was asked for. */
  NOTHING_TO_PAY,
  /** An amount is below 546 satoshi (PROTOCOL §4.2). */
  AMOUNT_BELOW_DUST,
  /** The amounts or the inputs are above 2^63-1 satoshi together (PROTOCOL §1.1). */
  AMOUNT_OUT_OF_RANGE,
  /** The memo is not well-formed text of at most 256 bytes of UTF-8 (PROTOCOL §4.1). */
  BAD_MEMO,
  /** More than 1,000 outputs, change included (PROTOCOL §4.2). */
  TOO_MANY_OUTPUTS,
  /** All given outputs together do not cover the amounts and the minimum fee. */
  INSUFFICIENT_FUNDS,
  /**
   * The funds would do, but lie in so many small outputs that 1,000 inputs or 100,000 bytes do not
   * suffice: combine some first (PROTOCOL §4.2).
   */
  FUNDS_TOO_SCATTERED,
  /** None of the given keys owns an input. */
  KEY_MISSING
}
