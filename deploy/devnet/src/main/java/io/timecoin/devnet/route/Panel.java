package io.timecoin.devnet.route;

import io.timecoin.devnet.plot.Scale;
import io.timecoin.devnet.plot.Svg;
import io.timecoin.devnet.plot.Svg.Anchor;
import io.timecoin.devnet.plot.Svg.Point;
import io.timecoin.devnet.plot.Svg.Role;
import java.util.List;

/**
 * One of the pictures that stand one below the other: values by another value, with marks along
 * both axes.
 *
 * @param svg that it is drawn into
 * @param y its upper edge
 */
record Panel(Svg svg, double y) {
  static final int WIDTH = 800;
  static final int HEIGHT = 340;
  private static final int LEFT = 96;
  private static final int RIGHT = WIDTH - 40;
  private static final int TOP = 60;
  private static final int BOTTOM = HEIGHT - 50;

  /** Where neighbouring labels stand, above and below each other, as their points may be close. */
  private static final double LABEL_ABOVE = -10;

  private static final double LABEL_BELOW = 20;

  /**
   * A value and what is written beside it.
   *
   * @param label may be empty
   */
  record Value(double x, double y, String label) {}

  void title(String title) {
    svg.text(Anchor.START, LEFT, y + 24, title);
  }

  /** From 0 to a round number above the largest. */
  Scale across(double largest) {
    return Scale.upTo(largest, LEFT, RIGHT);
  }

  /** Over whole powers of ten. */
  Scale acrossPowers(double smallest, double largest) {
    return powers(smallest, largest, LEFT, RIGHT);
  }

  /** From 0 to a round number above the largest. */
  Scale up(double largest) {
    return Scale.upTo(largest, y + BOTTOM, y + TOP);
  }

  /** Over whole powers of ten. */
  Scale upPowers(double smallest, double largest) {
    return powers(smallest, largest, y + BOTTOM, y + TOP);
  }

  private static Scale powers(double smallest, double largest, double from, double to) {
    double low = Math.pow(10, Math.floor(Math.log10(Math.max(smallest, 1e-3))));
    double high = Math.pow(10, Math.ceil(Math.log10(Math.max(largest, low * 10))));
    return new Scale(low, high, from, to, true);
  }

  void axes(Scale across, Scale up, String horizontal, String vertical) {
    for (double mark : up.marks()) {
      svg.line(Role.GRID, LEFT, up.at(mark), RIGHT, up.at(mark));
      svg.text(Anchor.END, LEFT - 8, up.at(mark) + 4, label(mark));
    }
    for (double mark : across.marks()) {
      svg.text(Anchor.MIDDLE, across.at(mark), y + BOTTOM + 18, label(mark));
    }
    svg.line(Role.AXIS, LEFT, y + TOP, LEFT, y + BOTTOM);
    svg.line(Role.AXIS, LEFT, y + BOTTOM, RIGHT, y + BOTTOM);
    svg.upright(18, y + (TOP + BOTTOM) / 2.0, vertical);
    svg.text(Anchor.MIDDLE, (LEFT + RIGHT) / 2.0, y + HEIGHT - 12, horizontal);
  }

  /** Whole numbers alone: rounded, two marks of a short axis would have one label. */
  private static String label(double mark) {
    return mark == Math.rint(mark) ? "%,.0f".formatted(mark) : "";
  }

  /** A level that is wanted. */
  void wanted(Scale up, double level, String label) {
    svg.line(Role.WANTED, LEFT, up.at(level), RIGHT, up.at(level));
    svg.text(Anchor.START, LEFT + 6, up.at(level) - 6, label);
  }

  /** Joined by a line, in the order of their first coordinates. */
  void joined(Scale across, Scale up, List<Value> values) {
    svg.path(
        Role.LINE,
        values.stream().map(each -> new Point(across.at(each.x()), up.at(each.y()))).toList());
    circles(Role.DATA, across, up, values);
  }

  /** Each on its own. */
  void circles(Role role, Scale across, Scale up, List<Value> values) {
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      double at = across.at(value.x());
      svg.circle(role, at, up.at(value.y()), 4);
      if (!value.label().isEmpty()) {
        svg.text(
            at > (LEFT + RIGHT) / 2.0 ? Anchor.END : Anchor.START,
            at,
            up.at(value.y()) + (i % 2 == 0 || isLow(up, value) ? LABEL_ABOVE : LABEL_BELOW),
            value.label());
      }
    }
  }

  /** Whether a label below it would stand among those of the axis. */
  private boolean isLow(Scale up, Value value) {
    return up.at(value.y()) + LABEL_BELOW > y + BOTTOM;
  }
}
