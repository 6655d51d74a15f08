package io.timecoin.protocol.rules;

/** The bounds of consensus that hold everywhere, with unit and reason. */
public final class Limits {
  /** Satoshi in one TIME (PROTOCOL §1.1). */
  public static final long SATOSHI_PER_TIME = 100_000_000;

  /** Bytes of a canonical transaction: bounds what one unpaid check can cost (PROTOCOL §4.2). */
  public static final int MAX_TRANSACTION_BYTES = 100_000;

  /** Inputs of a transaction: bounds the signatures of one check (PROTOCOL §4.2). */
  public static final int MAX_INPUTS = 1_000;

  /** Outputs of a transaction: bounds what one adds to the UTXO set (PROTOCOL §4.2). */
  public static final int MAX_OUTPUTS = 1_000;

  /** Satoshi: below, an output is worth less than keeping it costs everybody (PROTOCOL §4.2). */
  public static final long DUST_LIMIT = 546;

  /** Bytes of UTF-8 in a memo: a note, not a file (PROTOCOL §4.1). */
  public static final int MAX_MEMO_BYTES = 256;

  /** Seconds that a timestamp may be ahead: what clocks differ at most (PROTOCOL §4.2). */
  public static final long MAX_FUTURE_SECONDS = 600;

  /** Satoshi: what the smallest payment pays against flooding (PROTOCOL §4.3). */
  public static final long MINIMUM_FEE = 1_000;

  /** The fee is at least the outputs divided by this (PROTOCOL §4.3). */
  public static final long FEE_DIVISOR = 1_000;

  /** Lock times from here on are Unix seconds, lower ones heights (PROTOCOL §4.3). */
  public static final long LOCK_TIME_SECONDS_FROM = 500_000_000;

  /** Transactions of a microblock: bounds the time of one decision (PROTOCOL §6.2). */
  public static final int MAX_MICROBLOCK_TRANSACTIONS = 10_000;

  /** Bytes of a microblock's transactions; with header and framing below 8 MiB (PROTOCOL §6.2). */
  public static final int MAX_MICROBLOCK_BODY_BYTES = 4 * 1024 * 1024;

  /** Milliseconds a voter's clock may be behind a proposal before it waits (PROTOCOL §6.2). */
  public static final long MAX_CLOCK_LAG_MILLIS = 2_000;

  /** ASCII characters of a masternode's endpoint (PROTOCOL §8). */
  public static final int MAX_ENDPOINT_LENGTH = 128;

  private Limits() {}
}
