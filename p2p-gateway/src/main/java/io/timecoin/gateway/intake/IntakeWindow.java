package io.timecoin.gateway.intake;

import io.timecoin.gateway.limits.TokenBucket;
import io.timecoin.protocol.crypto.Hash256;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many of the transactions that clients handed in here may be unfinished at once: as many as
 * come to their end (final or refused) within a target, at the pace of the last second (Little's
 * law). More of them would end no sooner, and verifying what is to wait takes the processors from
 * what could be final now. A trickle is taken in beyond it: while nothing comes to an end there is
 * no pace to go by, and the mempool is there to hold what comes. Thread-safe; never blocks.
 */
public final class IntakeWindow {
  /** What has no end after this does not keep anything busy: it waits for something. */
  static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(10);

  static final Duration LOOK = Duration.ofMillis(250);
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final double targetSeconds;
  private final int least;
  private final long tricklePerSecond;
  private final TokenBucket trickle;

  /** Since when, by wtxid; the oldest first. */
  private final Map<Hash256, Long> unfinished = new LinkedHashMap<>();

  private long lookedAt;
  private int ended;
  private double endedPerSecond;

  /**
   * With nothing unfinished.
   *
   * @param nanoTime a clock that only runs forward, in nanoseconds
   * @param target of the time until the end
   * @param least transactions, whatever the pace
   * @param tricklePerSecond bytes that are taken in beyond
   */
  public IntakeWindow(LongSupplier nanoTime, Duration target, int least, long tricklePerSecond) {
    this.nanoTime = nanoTime;
    this.targetSeconds = target.toNanos() / NANOS;
    this.least = least;
    this.tricklePerSecond = tricklePerSecond;
    this.lookedAt = nanoTime.getAsLong();
    this.trickle = new TokenBucket((double) tricklePerSecond, (double) tricklePerSecond, lookedAt);
  }

  /** Whether a request of so many bytes is taken in now. */
  public synchronized boolean tryTake(long bytes) {
    long now = nanoTime.getAsLong();
    return isOpen(now) || trickle.tryTake(ofTrickle(bytes), now);
  }

  /** Whether a request of so many bytes would be taken in now; takes nothing. */
  public synchronized boolean hasRoom(long bytes) {
    long now = nanoTime.getAsLong();
    return isOpen(now) || trickle.has(ofTrickle(bytes), now);
  }

  private boolean isOpen(long now) {
    look(now);
    return unfinished.size() < size();
  }

  /** Else a large one would never be taken. */
  private double ofTrickle(long bytes) {
    return (double) Math.min(bytes, tricklePerSecond);
  }

  /** It goes on its way. */
  synchronized void begun(Hash256 wtxid) {
    unfinished.putIfAbsent(wtxid, nanoTime.getAsLong());
  }

  /** It did not go on its way. */
  synchronized void withdrawn(Hash256 wtxid) {
    unfinished.remove(wtxid);
  }

  /** It has come to its end, or waits for something, whoever handed it in. */
  public synchronized void ended(Hash256 wtxid) {
    if (unfinished.remove(wtxid) != null) {
      ended++;
    }
    look(nanoTime.getAsLong());
  }

  /** Transactions that may be unfinished at once. */
  public synchronized double size() {
    return Math.max(least, endedPerSecond * targetSeconds);
  }

  /** Transactions that are unfinished. */
  public synchronized int unfinished() {
    return unfinished.size();
  }

  private void look(long now) {
    if (now - lookedAt < LOOK.toNanos()) {
      return;
    }
    double seconds = (now - lookedAt) / NANOS;
    // About the last second's.
    endedPerSecond += Math.min(1, seconds) * (ended / seconds - endedPerSecond);
    ended = 0;
    lookedAt = now;
    Iterator<Long> oldest = unfinished.values().iterator();
    while (oldest.hasNext() && now - oldest.next() > FORGOTTEN_AFTER.toNanos()) {
      oldest.remove();
    }
  }
}
