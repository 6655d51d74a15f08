package io.timecoin.mempool.pool;

/**
 * By what lock times are judged at admission.
 *
 * @param nextSealHeight height of the next seal
 * @param nowMillis this node's clock, Unix milliseconds
 */
public record AdmissionTime(long nextSealHeight, long nowMillis) {
  /** Whole Unix seconds, rounded down. */
  public long seconds() {
    return Math.floorDiv(nowMillis, 1_000L);
  }
}
