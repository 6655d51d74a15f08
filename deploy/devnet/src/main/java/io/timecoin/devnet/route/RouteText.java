package io.timecoin.devnet.route;

import io.timecoin.devnet.route.GrowthPoint.Condition;
import java.util.List;

/** A report as tables. */
final class RouteText {
  private final RouteReport report;
  private final StringBuilder text = new StringBuilder();

  private RouteText(RouteReport report) {
    this.report = report;
  }

  static String of(RouteReport report) {
    var tables = new RouteText(report);
    tables.head();
    tables.steps("rates that were tried", report.search());
    tables.steps("held", report.holds());
    tables.steps("shares of it", report.shares());
    if (!report.holds().isEmpty()) {
      tables.lastHold(report.holds().getLast());
    }
    if (report.flood() != null) {
      tables.flood(report.flood());
    }
    tables.growth();
    return tables.text.toString();
  }

  private void head() {
    line(
        "%s, %d processors, %s; masternodes %d, verifiers of each %d"
            .formatted(
                report.cpu(),
                report.processors(),
                report.date(),
                report.masternodes(),
                report.verifiers()));
    line(
        "payments of 2 inputs of different keys and 2 outputs, broker, database and load included");
    if (report.finalityMillis() != null) {
      line(
          ("sustained %,.0f payments/s (wanted: 3,000), lost %d, finality p50 %,.0f ms, p99 %,.0f"
                  + " ms (wanted: 2,000)")
              .formatted(
                  report.sustainedPerSecond(),
                  report.lost(),
                  report.finalityMillis().p50(),
                  report.finalityMillis().p99()));
    }
    if (report.bottleneck() != null) {
      line("above that grows first: %s".formatted(report.bottleneck()));
    }
    if (!report.agreed()) {
      line("THE MASTERNODES DO NOT AGREE");
    }
  }

  private void steps(String title, List<StepResult> steps) {
    if (!steps.isEmpty()) {
      line("");
      line(title);
      line(StepText.HEAD);
      steps.forEach(step -> line(StepText.row(step)));
    }
  }

  private void lastHold(StepResult hold) {
    line("");
    text.append("processor time per payment at the held rate");
    text.append(StepText.cpu(hold.cpuMicrosPerPayment())).append(System.lineSeparator());
    line("");
    text.append("queues at the held rate");
    text.append(StepText.queues(hold.queues())).append(System.lineSeparator());
  }

  private void flood(FloodResult flood) {
    line("");
    line(
        "flood of %,d payments/s from %d clients, half of them invalid; requests by answer %s"
            .formatted(flood.offeredPerSecond(), flood.clients(), flood.requests()));
    line(
        "  refusals p50 %,.0f ms, p99 %,.0f ms, max %,.0f ms (wanted: 100); without Retry-After %d"
            .formatted(
                flood.refusalMillis().p50(),
                flood.refusalMillis().p99(),
                flood.refusalMillis().max(),
                flood.refusalsWithoutRetryAfter()));
    line(
        ("  final %,.0f/s, %.2f of %,.0f/s without it (wanted: 0.80); back after %.1f s (wanted:"
                + " 10)")
            .formatted(
                flood.finalPerSecond(),
                flood.finalityRatio(),
                flood.calmFinalPerSecond(),
                flood.backSeconds()));
    line(
        ("  of %,d acknowledged sound ones %,d final, %,d otherwise ended, %d lost; invalid without"
                + " end %,d")
            .formatted(
                flood.acknowledged(),
                flood.finalCount(),
                flood.otherEnds(),
                flood.lost(),
                flood.invalidWithoutEnd()));
    line(
        "  %-20s %10s %10s %10s %8s"
            .formatted("memory, MiB", "before", "largest", "after", "cores"));
    flood
        .memory()
        .forEach(
            (process, memory) ->
                line(
                    "  %-20s %,10d %,10d %,10d %8.2f"
                        .formatted(
                            process,
                            memory.before(),
                            memory.largest(),
                            memory.after(),
                            flood.cpuShares().getOrDefault(process, 0.0))));
  }

  private void growth() {
    for (Condition condition : Condition.values()) {
      List<GrowthPoint> points =
          report.growth().stream().filter(point -> point.condition() == condition).toList();
      if (points.isEmpty()) {
        continue;
      }
      line("");
      line(condition.title());
      line(
          "%12s %12s %10s %10s %14s %16s"
              .formatted("", "payments/s", "p50 ms", "p99 ms", "us/payment", "mempool start"));
      points.forEach(
          point ->
              line(
                  "%,12d %,12.0f %,10.0f %,10.0f %,14.1f %16s"
                      .formatted(
                          point.value(),
                          point.best().finalPerSecond(),
                          point.best().finalityMillis().p50(),
                          point.best().finalityMillis().p99(),
                          point.cpuMicros(),
                          point.mempoolStartSeconds() == null
                              ? ""
                              : "%.1f s".formatted(point.mempoolStartSeconds()))));
      if (points.size() > 1) {
        line(
            "  processor time per payment grows by the power %.2f"
                .formatted(points.getFirst().exponentTo(points.getLast())));
      }
    }
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }
}
