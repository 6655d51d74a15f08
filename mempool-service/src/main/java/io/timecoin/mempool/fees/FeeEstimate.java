package io.timecoin.mempool.fees;

/** What to pay to be final in time. */
public sealed interface FeeEstimate {

  /**
   * A rate that should do.
   *
   * @param perKilobyte satoshi per 1,000 bytes
   * @param seconds within which it does: as asked, or more where no rate is fast enough
   */
  record Rate(long perKilobyte, long seconds) implements FeeEstimate {}

  /**
   * Nothing can be told.
   *
   * @param reason one sentence for a person
   */
  record Unknown(String reason) implements FeeEstimate {}
}
