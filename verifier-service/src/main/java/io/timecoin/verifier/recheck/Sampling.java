package io.timecoin.verifier.recheck;

import java.util.random.RandomGenerator;

/**
 * Chooses a share of all there is, each with the same probability and independent of every other.
 * What it draws is how many it lets pass until the next: a random number for each that is chosen,
 * and none for the others. Belongs to one worker.
 */
public final class Sampling {
  private final double share;
  private final RandomGenerator random;
  private long toPass;

  /**
   * A sampling.
   *
   * @param share of all, from 0 (none) to 1 (every one)
   * @param random unpredictable for whoever would like not to be chosen
   */
  public Sampling(double share, RandomGenerator random) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
    this.share = share;
    this.random = random;
    this.toPass = drawToPass();
  }

  /** Whether the next one is chosen. */
  public boolean choosesNext() {
    if (toPass > 0) {
      toPass--;
      return false;
    }
    toPass = drawToPass();
    return true;
  }

  /** Geometrically distributed: that many are not chosen, then one is. */
  private long drawToPass() {
    if (share == 0) {
      return Long.MAX_VALUE;
    }
    if (share == 1) {
      return 0;
    }
    // 1 − nextDouble() is above 0; the cast saturates for the smallest shares.
    return (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-share));
  }
}
