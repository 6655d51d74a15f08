package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TrendTest {

  @Test
  void aLineHasItsOwnSlope() {
    assertThat(trend(10, 13, 16, 19).perSecond()).isCloseTo(3, within(1e-9));
    assertThat(trend(19, 16, 13).perSecond()).isCloseTo(-3, within(1e-9));
  }

  /** Microblocks take payments away in lots. */
  @Test
  void whatGoesUpAndDownDoesNotGrow() {
    assertThat(trend(0, 900, 0, 900, 0, 900, 0).perSecond()).isCloseTo(0, within(1e-9));
  }

  @Test
  void fewerThanTwoMomentsHaveNoSlope() {
    assertThat(trend().perSecond()).isZero();
    assertThat(trend(5).perSecond()).isZero();
    assertThat(trend(5).last()).isEqualTo(5);
  }

  @Test
  void theFastestQueueThatCountsPaymentsIsNamed() {
    List<QueueGrowth> queues =
        List.of(
            QueueGrowth.of(Queue.TX_INBOUND, trend(0, 100, 200)),
            QueueGrowth.of(Queue.POOL, trend(0, 500, 1_000)),
            QueueGrowth.of(Queue.VERIFIER_LAG, trend(0, 5_000, 10_000)));

    assertThat(StepResult.growing(queues, 3_000)).isEqualTo(Queue.POOL.title());
    assertThat(StepResult.growing(queues, 60_000)).isNull();
  }

  /** One value a second. */
  private static Trend trend(double... values) {
    var trend = new Trend();
    for (int i = 0; i < values.length; i++) {
      trend.add(i, values[i]);
    }
    return trend;
  }
}
