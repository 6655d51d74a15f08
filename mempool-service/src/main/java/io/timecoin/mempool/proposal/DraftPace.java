package io.timecoin.mempool.proposal;

/**
 * Keeps the drafts of a busy chain apart. A microblock costs something apart from its transactions,
 * so values that follow each other at once take the processor time of the transactions they could
 * have carried. The interval runs from the first sight of the value before: after a quiet time a
 * draft is made at once, and so is another one for a sequence whose round failed.
 */
final class DraftPace {
  private static final long NONE = -1;

  private final long intervalMillis;
  private long sequence = NONE;
  private long beganMillis;

  /**
   * Nothing has been seen yet.
   *
   * @param intervalMillis between the value before and a draft; 0 keeps nothing apart
   */
  DraftPace(long intervalMillis) {
    this.intervalMillis = intervalMillis;
  }

  /** A value for this sequence was drafted or found valid; only the first counts. */
  void began(long valueSequence, long nowMillis) {
    if (valueSequence > sequence) {
      sequence = valueSequence;
      beganMillis = nowMillis;
    }
  }

  /** Milliseconds until a draft for this sequence may be made; 0 if it may be made now. */
  long waitMillis(long draftSequence, long nowMillis) {
    return draftSequence == sequence + 1
        ? Math.max(0, beganMillis + intervalMillis - nowMillis)
        : 0;
  }

  void clear() {
    sequence = NONE;
  }
}
