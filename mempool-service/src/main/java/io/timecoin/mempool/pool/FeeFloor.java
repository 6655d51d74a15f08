package io.timecoin.mempool.pool;

/**
 * What a newcomer must pay at least: it rises to what was evicted and halves every 10 minutes
 * (PROTOCOL §5.3). Satoshi per 1,000 bytes.
 */
final class FeeFloor {
  private long perKilobyte;
  private long raisedAtMillis;

  /** The floor at this time. */
  long at(long nowMillis) {
    long halvings = Math.max(0, nowMillis - raisedAtMillis) / PoolLimits.FLOOR_HALF_LIFE.toMillis();
    return halvings >= Long.SIZE ? 0 : perKilobyte >> halvings;
  }

  void raise(long evictedPerKilobyte, long nowMillis) {
    if (evictedPerKilobyte >= at(nowMillis)) {
      perKilobyte = evictedPerKilobyte;
      raisedAtMillis = nowMillis;
    }
  }
}
