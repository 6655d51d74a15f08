package io.timecoin.gateway.limits;

import java.time.Duration;

/**
 * So much per second, and so much at once. What was taken beyond it is a debt that time pays off.
 * Not thread-safe.
 */
public final class TokenBucket {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double burst;
  private double tokens;
  private long lastNanos;

  public TokenBucket(double perSecond, double burst, long nowNanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.lastNanos = nowNanos;
  }

  /**
   * Takes so many, in any case.
   *
   * @return how long until the debt is paid; zero when there is none
   */
  public Duration take(double amount, long nowNanos) {
    refill(nowNanos);
    tokens -= amount;
    return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens / perSecond * NANOS));
  }

  /** Takes so many if they are there. */
  public boolean tryTake(double amount, long nowNanos) {
    if (!has(amount, nowNanos)) {
      return false;
    }
    tokens -= amount;
    return true;
  }

  /** Whether so many are there. */
  public boolean has(double amount, long nowNanos) {
    refill(nowNanos);
    return tokens >= amount;
  }

  private void refill(long nowNanos) {
    tokens = Math.min(burst, tokens + (nowNanos - lastNanos) / NANOS * perSecond);
    lastNanos = nowNanos;
  }
}
