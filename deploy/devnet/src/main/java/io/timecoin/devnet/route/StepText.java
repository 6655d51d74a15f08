package io.timecoin.devnet.route;

import java.util.List;
import java.util.Map;

/** Steps as lines of a table. */
final class StepText {
  private StepText() {}

  /** One line, without what every step of a table has in common. */
  static String line(StepResult step) {
    return "%,6d/s offered, %,8.0f accepted, %,8.0f final, %,8.0f in the ledger; p50 %,.0f ms, p99 %,.0f ms; %.2f cores; %s%s"
        .formatted(
            step.offeredPerSecond(),
            step.acceptedPerSecond(),
            step.finalPerSecond(),
            step.ledgerPerSecond(),
            step.finalityMillis().p50(),
            step.finalityMillis().p99(),
            step.cores(),
            step.held() ? "held" : "not held",
            step.growingQueue() == null ? "" : ", what grows: " + step.growingQueue());
  }

  static final String HEAD =
      "%10s %10s %10s %10s %9s %9s %6s %6s  %s"
          .formatted(
              "offered/s",
              "accepted/s",
              "final/s",
              "ledger/s",
              "p50 ms",
              "p99 ms",
              "cores",
              "lost",
              "");

  static String row(StepResult step) {
    return "%,10d %,10.0f %,10.0f %,10.0f %,9.0f %,9.0f %6.2f %6d  %s%s"
        .formatted(
            step.offeredPerSecond(),
            step.acceptedPerSecond(),
            step.finalPerSecond(),
            step.ledgerPerSecond(),
            step.finalityMillis().p50(),
            step.finalityMillis().p99(),
            step.cores(),
            step.lost(),
            step.held() ? "held" : step.cutShort() ? "not held, cut short" : "not held",
            step.growingQueue() == null ? "" : "; grows: " + step.growingQueue());
  }

  /** Processor time by process, a line each. */
  static String cpu(Map<String, Double> micros) {
    var text = new StringBuilder();
    micros.forEach((process, each) -> text.append("%n  %-20s %,8.1f us".formatted(process, each)));
    return text.toString();
  }

  /** The queues that had anything in them. */
  static String queues(List<QueueGrowth> queues) {
    var text = new StringBuilder();
    for (QueueGrowth queue : queues) {
      if (queue.largest() > 0) {
        text.append(
            "%n  %-34s largest %,9d %s, growing by %,.1f/s"
                .formatted(queue.title(), queue.largest(), queue.unit(), queue.perSecond()));
      }
    }
    return text.toString();
  }
}
