package io.timecoin.consensus.core.round;

/**
 * How long a round may take (PROTOCOL §6.6): min(base × 2^min(round, 5), 30 s). The base doubles,
 * up to 4 s, when the network shows itself slow, and halves, down to its minimum, after 16
 * sequences decided in round 0.
 *
 * @param minimumBaseMillis the base at first and at least
 * @param baseMillis minimum..4,000
 * @param quickDecisions sequences decided in round 0 since the base last changed
 */
public record TimerPolicy(long minimumBaseMillis, long baseMillis, int quickDecisions) {
  static final long LARGEST_BASE_MILLIS = 4_000;
  static final long LARGEST_TIMEOUT_MILLIS = 30_000;
  static final int LARGEST_DOUBLING = 5;
  static final int QUICK_DECISIONS_TO_HALVE = 16;

  public TimerPolicy {
    if (minimumBaseMillis < 1 || baseMillis < minimumBaseMillis) {
      throw new IllegalArgumentException("a base of " + minimumBaseMillis + ", " + baseMillis);
    }
  }

  public static TimerPolicy startingWith(long baseMillis) {
    return new TimerPolicy(baseMillis, baseMillis, 0);
  }

  public long timeoutMillis(int round) {
    return Math.min(baseMillis << Math.min(round, LARGEST_DOUBLING), LARGEST_TIMEOUT_MILLIS);
  }

  /** A valid PROPOSAL came for a round this node had already left. */
  public TimerPolicy afterLateProposal() {
    long doubled = Math.max(minimumBaseMillis, Math.min(2 * baseMillis, LARGEST_BASE_MILLIS));
    return new TimerPolicy(minimumBaseMillis, doubled, 0);
  }

  /** A sequence was decided in this round. */
  public TimerPolicy afterDecision(int round) {
    if (round > 0) {
      return new TimerPolicy(minimumBaseMillis, baseMillis, 0);
    }
    return quickDecisions + 1 < QUICK_DECISIONS_TO_HALVE
        ? new TimerPolicy(minimumBaseMillis, baseMillis, quickDecisions + 1)
        : new TimerPolicy(minimumBaseMillis, Math.max(minimumBaseMillis, baseMillis / 2), 0);
  }
}
