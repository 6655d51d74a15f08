package io.timecoin.mempool.pool;

/**
 * By what lock times are judged at admission.
 *
 * @param nextSealHeight height of the next seal
 * @param clockMillis this node's clock, Unix milliseconds
 * @param nowMillis the time from which ages count, whatever the clock is set to
 */
public record AdmissionTime(long nextSealHeight, long clockMillis, long nowMillis) {
  /** Whole Unix seconds, rounded down. */
  public long seconds() {
    return Math.floorDiv(clockMillis, 1_000L);
  }
}
