package io.timecoin.devnet.link;

import java.time.Duration;

/**
 * How the wire between two masternodes is.
 *
 * @param up whether anything crosses it
 * @param delay that every byte takes, each way
 * @param bytesPerSecond that cross it each way at most; 0 for no limit
 */
public record LinkCondition(boolean up, Duration delay, long bytesPerSecond) {
  /** Longer ones would hold too many bytes. */
  public static final Duration MAXIMUM_DELAY = Duration.ofSeconds(5);

  private static final int LEAST_BUFFER = 1 << 20;
  private static final int LARGEST_BUFFER = 16 << 20;

  /** What a wire without a limit carries at least: 128 MiB a second. */
  private static final long UNHINDERED = 128L << 20;

  public LinkCondition {
    if (delay.isNegative() || delay.compareTo(MAXIMUM_DELAY) > 0) {
      throw new IllegalArgumentException("a delay of " + delay + " is out of range");
    }
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("a rate of " + bytesPerSecond + " is out of range");
    }
  }

  /** Up, without limit. */
  static LinkCondition clear(Duration delay) {
    return new LinkCondition(true, delay, 0);
  }

  LinkCondition withUp(boolean isUp) {
    return new LinkCondition(isUp, delay, bytesPerSecond);
  }

  LinkCondition withDelay(Duration newDelay) {
    return new LinkCondition(up, newDelay, bytesPerSecond);
  }

  LinkCondition withRate(long newBytesPerSecond) {
    return new LinkCondition(up, delay, newBytesPerSecond);
  }

  /**
   * Bytes on the wire of one direction of one connection before its sender is held up: so many that
   * the delay alone does not limit what crosses.
   */
  long bufferBytes() {
    return Math.clamp(delay.toMillis() * UNHINDERED / 1000, LEAST_BUFFER, LARGEST_BUFFER);
  }
}
