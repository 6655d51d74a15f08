package io.timecoin.mempool.fees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every estimate, whatever waits and however fast it goes. */
class FeeEstimatorPropertyTest {
  private static final int CASES = 2_000;
  private static final long NOW = 1_000_000_000;

  private Random random;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyEstimateIsSound(long seed) {
    random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      check(queue(), pace(), random.nextLong(5_000), 1 + random.nextLong(20));
    }
  }

  private List<Queued> queue() {
    List<Queued> queue = new ArrayList<>();
    for (int i = random.nextInt(60); i > 0; i--) {
      long rate = random.nextInt(20) == 0 ? -random.nextLong(9_000) : random.nextLong(9_000);
      queue.add(new Queued(rate, 150 + random.nextInt(99_850), NOW - random.nextLong(4_000)));
    }
    queue.sort(Comparator.comparing(Queued::perKilobyte).reversed());
    return queue;
  }

  private Pace pace() {
    return new Pace(
        1 + random.nextLong(3_000),
        1 + random.nextLong(300),
        150 + random.nextLong(3_000_000),
        1 + random.nextLong(9_000));
  }

  private void check(List<Queued> queue, Pace pace, long entry, long seconds) {
    FeeEstimate.Rate rate = estimate(queue, pace, entry, seconds);

    assertThat(rate.perKilobyte()).isGreaterThanOrEqualTo(entry);
    assertThat(rate.seconds()).isGreaterThanOrEqualTo(seconds);
    // What pays no less is worked off in time, and one satoshi less would not do.
    assertThat(inTime(queue, pace, rate.perKilobyte(), rate.seconds())).isTrue();
    if (rate.perKilobyte() > entry) {
      assertThat(inTime(queue, pace, rate.perKilobyte() - 1, rate.seconds())).isFalse();
    }
    // Who has more time pays no more, and what it was answered for it gets again.
    FeeEstimate.Rate patient = estimate(queue, pace, entry, seconds + random.nextLong(10));
    assertThat(patient.perKilobyte()).isLessThanOrEqualTo(rate.perKilobyte());
    assertThat(estimate(queue, pace, entry, rate.seconds())).isEqualTo(rate);
    // One more that waits makes it no cheaper.
    List<Queued> longer = new ArrayList<>(queue);
    longer.add(new Queued(random.nextLong(9_000), 300, NOW));
    longer.sort(Comparator.comparing(Queued::perKilobyte).reversed());
    if (!queue.isEmpty() && longer.getFirst().equals(queue.getFirst())) {
      assertThat(estimate(longer, pace, entry, seconds).perKilobyte())
          .isGreaterThanOrEqualTo(rate.perKilobyte());
    }
  }

  private static FeeEstimate.Rate estimate(
      List<Queued> queue, Pace pace, long entry, long seconds) {
    return (FeeEstimate.Rate)
        FeeEstimator.estimate(queue, Optional.of(pace), NOW - 1_000, entry, seconds, NOW);
  }

  /** By the definition: all that pays no less than a newcomer fits into the time that is left. */
  private static boolean inTime(List<Queued> queue, Pace pace, long perKilobyte, long seconds) {
    List<Queued> ahead = queue.stream().filter(each -> each.perKilobyte() >= perKilobyte).toList();
    if (queue.isEmpty()) {
      return true;
    }
    long underWay =
        Math.max(pace.slowMillis(), NOW - Math.max(NOW - 1_000, queue.getFirst().sinceMillis()));
    long left = seconds * 1_000 - underWay;
    return ahead.size() <= pace.transactions() * left / pace.busyMillis()
        && ahead.stream().mapToLong(Queued::size).sum() <= pace.bytes() * left / pace.busyMillis();
  }
}
