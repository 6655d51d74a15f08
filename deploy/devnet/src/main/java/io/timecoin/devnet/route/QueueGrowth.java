package io.timecoin.devnet.route;

import io.timecoin.devnet.bench.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long a queue was.
 *
 * @param unit of the other figures
 * @param largest at any look
 * @param last at the last look
 * @param perSecond growth, by the line that fits best; below 0 where it shrank
 */
record QueueGrowth(
    Queue queue, String title, String unit, long largest, long last, double perSecond) {
  /** Payments a second: what looks like growth below is the order of the looks. */
  private static final double NOISE_SHARE = 0.03;

  static QueueGrowth of(Queue queue, Trend trend) {
    return new QueueGrowth(
        queue,
        queue.title(),
        queue.unit(),
        Math.round(trend.largest()),
        Math.round(trend.last()),
        Figures.rounded(trend.perSecond(), 1));
  }

  /**
   * The queue that grew the most, of those that count payments.
   *
   * @param rate payments offered a second; growth by less than 3 % of it is none
   */
  static Optional<QueueGrowth> fastest(List<QueueGrowth> queues, double rate) {
    return queues.stream()
        .filter(growth -> growth.queue.countsPayments())
        .filter(growth -> growth.perSecond > NOISE_SHARE * rate)
        .max(Comparator.comparingDouble(QueueGrowth::perSecond));
  }
}
