package io.timecoin.devnet.verify;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The rounds of one candidate. */
final class Measurement {
  private final Candidate candidate;
  private final double[] rates;
  private final long[] bytes;
  private int rounds;

  /** For at most {@code most} rounds. */
  Measurement(Candidate candidate, int most) {
    this.candidate = candidate;
    rates = new double[most];
    bytes = new long[most];
  }

  Candidate candidate() {
    return candidate;
  }

  /**
   * Adds a round.
   *
   * @param signatures that were verified
   * @param nanos of processor time
   * @param allocated bytes
   */
  void add(long signatures, long nanos, long allocated) {
    rates[rounds] = signatures * 1e9 / nanos;
    bytes[rounds] = allocated / signatures;
    rounds++;
  }

  /** Verifications in a second; there must have been a round. */
  double medianRate() {
    double[] sorted = Arrays.copyOf(rates, rounds);
    Arrays.sort(sorted);
    return sorted[rounds / 2];
  }

  /** Bytes allocated for one verification; there must have been a round. */
  long medianBytes() {
    return IntStream.range(0, rounds).mapToLong(i -> bytes[i]).sorted().toArray()[rounds / 2];
  }
}
