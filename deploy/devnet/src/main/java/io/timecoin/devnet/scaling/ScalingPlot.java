package io.timecoin.devnet.scaling;

import io.timecoin.devnet.plot.Scale;
import io.timecoin.devnet.plot.Svg;
import io.timecoin.devnet.plot.Svg.Anchor;
import io.timecoin.devnet.plot.Svg.Point;
import io.timecoin.devnet.plot.Svg.Role;
import io.timecoin.devnet.scaling.ScalingPlan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A report as a picture: what more instances bring, and below it how long payments waited for their
 * verdicts while instances came and went.
 */
public final class ScalingPlot {
  private static final int WIDTH = 800;
  private static final int PANEL_HEIGHT = 360;
  private static final int LEFT = 80;
  private static final int RIGHT = WIDTH - 30;

  /** Of a panel, from its upper edge. */
  private static final int TOP = 80;

  /** Neighbouring changes are described one above the other, as they may be close. */
  private static final int DESCRIPTION_HEIGHT = 28;

  private static final int BOTTOM = PANEL_HEIGHT - 50;

  /** What the issue wants: so many times one instance's rate. */
  private static final Map<Integer, Double> WANTED = Map.of(2, 1.8, 4, 3.0);

  private static final double WANTED_PAUSE_MILLIS = 1_000;
  private static final double WANTED_PAUSE_AFTER_KILL_MILLIS = 8_000;

  private final Svg svg;

  private ScalingPlot(int panels) {
    svg = new Svg(WIDTH, panels * PANEL_HEIGHT);
  }

  /** Whether there is something to draw in a report with these parts. */
  public static boolean canShow(ScalingPlan plan) {
    return plan.has(Part.SHARE) || plan.has(Part.CHANGES);
  }

  /** The SVG file of a report that has one of the parts that can be shown. */
  public static String of(ScalingReport report) {
    boolean both = report.share() != null && report.changes() != null;
    var plot = new ScalingPlot(both ? 2 : 1);
    if (report.share() != null) {
      plot.share(report.share(), 0);
    }
    if (report.changes() != null) {
      plot.changes(report.changes(), both ? PANEL_HEIGHT : 0);
    }
    return plot.svg.file();
  }

  private void share(ShareResult share, double y) {
    List<ShareResult.Row> rows = share.scaling();
    double one = rows.getFirst().rate();
    int most = rows.getLast().instances();
    // Room for the figures beside the last one.
    var x = new Scale(0, most * 1.5, LEFT, RIGHT, false);
    double largest =
        rows.stream().flatMap(row -> row.rates().stream()).max(Long::compare).orElseThrow();
    var up = Scale.upTo(Math.max(largest, one * (most + 0.5)), y + BOTTOM, y + TOP);
    svg.text(
        Anchor.START,
        LEFT,
        y + 24,
        "Payments of two inputs through Kafka, each instance with %.2f of a core"
            .formatted(share.share()));
    axes(up, y, "payments per second", "instances");
    svg.line(Role.WANTED, x.at(0), up.at(0), x.at(most + 0.5), up.at(one * (most + 0.5)));
    svg.text(Anchor.END, x.at(most + 0.4), up.at(one * (most + 0.5)) - 6, "so many times one");
    svg.path(
        Role.LINE,
        rows.stream()
            .map(row -> new Point(x.at(row.instances()), up.at((double) row.rate())))
            .toList());
    for (ShareResult.Row row : rows) {
      double at = x.at(row.instances());
      double level = up.at((double) row.rate());
      svg.text(Anchor.MIDDLE, at, y + BOTTOM + 18, Integer.toString(row.instances()));
      row.rates().forEach(rate -> svg.circle(Role.EACH, at, up.at(rate), 5));
      svg.circle(Role.DATA, at, level, 3);
      svg.text(
          Anchor.START,
          at + 12,
          level + 14,
          "%.2f times one, %.2f \u00b5s/signature"
              .formatted(row.ratioToOne(), row.cpuMicrosPerSignature()));
      wanted(row.instances(), one, at, up);
    }
  }

  private void wanted(int instances, double one, double at, Scale up) {
    Double times = WANTED.get(instances);
    if (times != null) {
      double level = up.at(one * times);
      svg.line(Role.WANTED, at - 30, level, at + 10, level);
      svg.text(Anchor.END, at - 34, level + 4, "wanted: %.1f".formatted(times));
    }
  }

  private void changes(ChangesResult changes, double y) {
    List<ChangesResult.Longest> waits = changes.longestWaits();
    double end = waits.isEmpty() ? 1 : waits.getLast().atSeconds() + 1;
    var x = Scale.upTo(end, LEFT, RIGHT);
    var up = new Scale(1, 10_000, y + BOTTOM, y + TOP, true);
    svg.text(
        Anchor.START,
        LEFT,
        y + 16,
        "The longest wait from tx.inbound to tx.verified in each half second, %d payments/s"
            .formatted(changes.loadPerSecond()));
    axes(up, y, "milliseconds", "seconds");
    for (double mark : x.marks()) {
      svg.text(Anchor.MIDDLE, x.at(mark), y + BOTTOM + 18, "%.0f".formatted(mark));
    }
    for (double wanted : List.of(WANTED_PAUSE_MILLIS, WANTED_PAUSE_AFTER_KILL_MILLIS)) {
      svg.line(Role.WANTED, LEFT, up.at(wanted), RIGHT, up.at(wanted));
    }
    for (int i = 0; i < changes.steps().size(); i++) {
      ChangesResult.Change step = changes.steps().get(i);
      double at = x.at(step.atSeconds());
      double foot = y + TOP - 6 - (i % 2 == 0 ? DESCRIPTION_HEIGHT : 0);
      svg.line(Role.EVENT, at, foot + 2, at, y + BOTTOM);
      svg.text(
          Anchor.START,
          at - 4,
          foot - 14,
          "%d \u2192 %d %s".formatted(step.before(), step.after(), step.how()));
      svg.text(Anchor.START, at - 4, foot, "%,d ms".formatted(step.pauseMillis()));
    }
    var line = new ArrayList<Point>();
    for (ChangesResult.Longest wait : waits) {
      line.add(new Point(x.at(wait.atSeconds()), up.at((double) wait.millis())));
    }
    svg.path(Role.LINE, line);
  }

  private void axes(Scale up, double y, String vertical, String horizontal) {
    for (double mark : up.marks()) {
      svg.line(Role.GRID, LEFT, up.at(mark), RIGHT, up.at(mark));
      svg.text(Anchor.END, LEFT - 8, up.at(mark) + 4, "%,.0f".formatted(mark));
    }
    svg.line(Role.AXIS, LEFT, y + TOP, LEFT, y + BOTTOM);
    svg.line(Role.AXIS, LEFT, y + BOTTOM, RIGHT, y + BOTTOM);
    svg.upright(18, y + (TOP + BOTTOM) / 2.0, vertical);
    svg.text(Anchor.MIDDLE, (LEFT + RIGHT) / 2.0, y + PANEL_HEIGHT - 12, horizontal);
  }
}
