package io.timecoin.devnet.route;

import io.timecoin.devnet.plot.Scale;
import io.timecoin.devnet.plot.Svg;
import io.timecoin.devnet.plot.Svg.Role;
import io.timecoin.devnet.route.GrowthPoint.Condition;
import io.timecoin.devnet.route.Panel.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A report as pictures: how finality takes longer the more payments there are, and how rate and
 * processor time change with the number of coins, masternodes and verifiers.
 */
public final class RoutePlot {
  private static final String FINALITY =
      "Finality p99 by payments per second, one circle each time";

  private final RouteReport report;
  private final Svg svg;
  private int drawn;

  private RoutePlot(RouteReport report, int panels) {
    this.report = report;
    this.svg = new Svg(Panel.WIDTH, panels * Panel.HEIGHT);
  }

  /** The SVG file of a report in which something was measured. */
  public static String of(RouteReport report) {
    List<Condition> conditions =
        Stream.of(Condition.values()).filter(each -> !points(report, each).isEmpty()).toList();
    boolean hasSteps = !steps(report).isEmpty();
    var plot = new RoutePlot(report, (hasSteps ? 1 : 0) + 2 * conditions.size());
    if (hasSteps) {
      plot.finality();
    }
    conditions.forEach(plot::growth);
    return plot.svg.file();
  }

  private static List<StepResult> steps(RouteReport report) {
    return Stream.of(report.search(), report.holds(), report.shares())
        .flatMap(List::stream)
        .filter(step -> step.finalCount() > 0)
        .sorted(Comparator.comparingInt(StepResult::offeredPerSecond))
        .toList();
  }

  private static List<GrowthPoint> points(RouteReport report, Condition condition) {
    return report.growth().stream().filter(point -> point.condition() == condition).toList();
  }

  private Panel panel() {
    return new Panel(svg, (double) Panel.HEIGHT * drawn++);
  }

  private void finality() {
    Panel panel = panel();
    List<StepResult> steps = steps(report);
    Scale across = panel.across(steps.getLast().offeredPerSecond());
    Scale up =
        panel.upPowers(10, largest(steps, step -> Math.max(10_000, step.finalityMillis().p99())));
    panel.title(FINALITY);
    panel.axes(across, up, "payments offered per second", "milliseconds");
    panel.wanted(up, StepResult.FINALITY_P99_MILLIS, "wanted: at most 2,000 ms");
    panel.circles(Role.DATA, across, up, values(steps, true));
    panel.circles(Role.EACH, across, up, values(steps, false));
  }

  /** Filled where the rate was held. */
  private static List<Value> values(List<StepResult> steps, boolean held) {
    return steps.stream()
        .filter(step -> step.held() == held)
        .map(step -> new Value(step.offeredPerSecond(), step.finalityMillis().p99(), ""))
        .toList();
  }

  private void growth(Condition condition) {
    growth(
        condition,
        "Payments per second that are held",
        "payments per second",
        point -> point.best().finalPerSecond());
    growth(
        condition,
        "Processor time per payment, of all processes",
        "\u00b5s per payment",
        GrowthPoint::cpuMicros);
  }

  private void growth(
      Condition condition, String title, String vertical, ToDoubleFunction<GrowthPoint> figure) {
    Panel panel = panel();
    List<GrowthPoint> points = points(report, condition);
    Scale across =
        condition == Condition.UTXOS
            ? panel.acrossPowers(points.getFirst().value(), points.getLast().value())
            : panel.across(points.getLast().value());
    Scale up = panel.up(points.stream().mapToDouble(figure).max().orElse(1) * 1.1);
    panel.title(title + ", by " + condition.title());
    panel.axes(across, up, condition.title(), vertical);
    var values = new ArrayList<Value>();
    for (GrowthPoint point : points) {
      double value = figure.applyAsDouble(point);
      values.add(new Value(point.value(), value, "%,.0f".formatted(value)));
    }
    panel.joined(across, up, values);
  }

  private static double largest(List<StepResult> steps, ToDoubleFunction<StepResult> figure) {
    return steps.stream().mapToDouble(figure).max().orElse(1);
  }
}
