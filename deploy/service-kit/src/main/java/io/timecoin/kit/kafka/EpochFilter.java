package io.timecoin.kit.kafka;

/**
 * The epochs of a one-active service's records, as one reader sees them: what is of a lower epoch
 * than the highest is void, since its writer had been replaced. One record must not make all later
 * ones void: an epoch grows by one with each take-over, so a leap is no epoch. Used by one thread.
 */
public final class EpochFilter {
  /** More than the take-overs that can happen between two records. */
  private static final long LARGEST_LEAP = 1_000;

  /** One take-over each millisecond for 34 years. */
  private static final long LARGEST = 1L << 40;

  private long highest;

  /**
   * Whether a record counts, in a topic where each epoch begins with a record that opens it.
   *
   * @throws BadRecordException NO_EPOCH if nothing has opened it
   */
  public boolean accept(long epoch, boolean opens) throws BadRecordException {
    if (highest > 0 && epoch > highest && !opens) {
      throw new BadRecordException("NO_EPOCH", "nothing has opened the epoch " + epoch);
    }
    return accept(epoch);
  }

  /**
   * Whether a record of this epoch counts.
   *
   * @throws BadRecordException NO_EPOCH if no take-over can have opened it
   */
  public boolean accept(long epoch) throws BadRecordException {
    if (epoch < 1 || epoch > LARGEST || (highest > 0 && epoch - highest > LARGEST_LEAP)) {
      throw new BadRecordException(
          "NO_EPOCH", "the epoch %d cannot follow %d".formatted(epoch, highest));
    }
    if (epoch < highest) {
      return false;
    }
    highest = epoch;
    return true;
  }
}
