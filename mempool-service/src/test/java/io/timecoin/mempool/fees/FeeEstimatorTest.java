package io.timecoin.mempool.fees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a newcomer should pay, by what waits and how fast it goes. */
class FeeEstimatorTest {
  private static final long NOW = 1_000_000;
  private static final long ENTRY = 700;

  /** 100 ms each; 1,000 transactions or 300,000 bytes a second. */
  private static final Pace PACE = new Pace(100, 1_000, 300_000, 1_000);

  private static FeeEstimate estimate(List<Queued> queue, long seconds) {
    return FeeEstimator.estimate(queue, Optional.of(PACE), NOW - 50, ENTRY, seconds, NOW);
  }

  /** So many of 300 bytes that pay less and less, from so much on. */
  private static List<Queued> queue(int transactions, long best) {
    List<Queued> queue = new ArrayList<>();
    for (int i = 0; i < transactions; i++) {
      queue.add(new Queued(best - i, 300, NOW - 20));
    }
    return queue;
  }

  @Test
  void whereNothingWasMeasuredNothingIsTold() {
    assertThat(FeeEstimator.estimate(List.of(), Optional.empty(), NOW, ENTRY, 1, NOW))
        .isInstanceOf(FeeEstimate.Unknown.class);
  }

  @Test
  void whereNothingWaitsWhatLetsInIsEnough() {
    assertThat(estimate(List.of(), 1)).isEqualTo(new FeeEstimate.Rate(ENTRY, 1));
  }

  @Test
  void whereTheQueueIsShortWhatLetsInIsEnough() {
    assertThat(estimate(queue(900, 50_000), 1)).isEqualTo(new FeeEstimate.Rate(ENTRY, 1));
  }

  @Test
  void whereItIsLongItPaysMoreThanTheFirstThatIsTooLate() {
    // The one under way takes 100 ms of the second; 900 are worked off in the rest.
    assertThat(estimate(queue(901, 50_000), 1)).isEqualTo(new FeeEstimate.Rate(49_101, 1));
    assertThat(estimate(queue(5_000, 50_000), 1)).isEqualTo(new FeeEstimate.Rate(49_101, 1));
    assertThat(estimate(queue(5_000, 50_000), 2)).isEqualTo(new FeeEstimate.Rate(48_101, 2));
    assertThat(estimate(queue(5_000, 50_000), 10)).isEqualTo(new FeeEstimate.Rate(ENTRY, 10));
  }

  @Test
  void bytesCountAsTransactionsDo() {
    List<Queued> large = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      large.add(new Queued(9_000 - i, 100_000, NOW));
    }
    assertThat(estimate(large, 1)).isEqualTo(new FeeEstimate.Rate(8_999, 1));
  }

  @Test
  void aTargetShorterThanAnyFeeReachesIsAnsweredWithTheShortestThatOneDoes() {
    var slow = new Pace(3_000, 1_000, 300_000, 3_000);
    FeeEstimate idle = FeeEstimator.estimate(List.of(), Optional.of(slow), NOW, ENTRY, 1, NOW);
    assertThat(idle).isEqualTo(new FeeEstimate.Rate(ENTRY, 3));
    FeeEstimate busy =
        FeeEstimator.estimate(queue(3, 5_000), Optional.of(slow), NOW, ENTRY, 1, NOW);
    assertThat(busy).isEqualTo(new FeeEstimate.Rate(ENTRY, 6));
  }

  @Test
  void aChainThatStandsStillMakesItWaitAndNotPay() {
    List<Queued> queue = List.of(new Queued(9_000, 300, NOW - 20_000));
    assertThat(FeeEstimator.estimate(queue, Optional.of(PACE), NOW - 60_000, ENTRY, 1, NOW))
        .isEqualTo(new FeeEstimate.Rate(ENTRY, 21));
  }
}
