package io.timecoin.devnet.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes a picture as SVG, readable on light and on dark pages: shapes have a role, and the style
 * of the roles is here. All places are in pixels from the upper left corner. Not thread-safe.
 */
public final class Svg {
  private static final String STYLE =
      """
      <style>
        text { font: 12px sans-serif; fill: #24292f; }
        .axis { stroke: #57606a; fill: none; }
        .grid { stroke: #d0d7de; fill: none; }
        .data { stroke: #0969da; fill: #0969da; }
        .line { stroke: #0969da; fill: none; stroke-width: 1.5; }
        .each { stroke: #0969da; fill: none; }
        .wanted { stroke: #bc4c00; fill: none; stroke-dasharray: 5 4; }
        .event { stroke: #57606a; fill: none; stroke-dasharray: 2 3; }
        @media (prefers-color-scheme: dark) {
          text { fill: #d1d7e0; }
          .axis, .event { stroke: #9198a1; }
          .grid { stroke: #3d444d; }
          .data { stroke: #58a6ff; fill: #58a6ff; }
          .line, .each { stroke: #58a6ff; }
          .wanted { stroke: #f0883e; }
        }
      </style>
      """;

  /** What a shape means, and so how it looks. */
  public enum Role {
    /** The lines along which values stand. */
    AXIS,
    /** The lines that help reading a value. */
    GRID,
    /** A figure: filled. */
    DATA,
    /** Measured values joined by a line. */
    LINE,
    /** One measurement of several: hollow. */
    EACH,
    /** What is wanted of the figures. */
    WANTED,
    /** Something that happened. */
    EVENT;

    private String styleName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where a text begins, seen from its place. */
  public enum Anchor {
    START,
    MIDDLE,
    END;

    private String styleName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A place. */
  public record Point(double x, double y) {}

  private final int width;
  private final int height;
  private final StringBuilder shapes = new StringBuilder();

  /** An empty picture of so many pixels. */
  public Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  public void line(Role role, double x1, double y1, double x2, double y2) {
    append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            role.styleName(),
            x1,
            y1,
            x2,
            y2));
  }

  /** A line through all these places. */
  public void path(Role role, List<Point> points) {
    append(
        String.format(
            Locale.ROOT,
            "<polyline class=\"%s\" points=\"%s\"/>",
            role.styleName(),
            points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point.x, point.y))
                .collect(Collectors.joining(" "))));
  }

  public void circle(Role role, double x, double y, double radius) {
    append(
        String.format(
            Locale.ROOT,
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
            role.styleName(),
            x,
            y,
            radius));
  }

  public void text(Anchor anchor, double x, double y, String text) {
    append(
        String.format(
            Locale.ROOT,
            "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            anchor.styleName(),
            x,
            y,
            escaped(text)));
  }

  /** A text that is read from below to above, its middle at the place. */
  public void upright(double x, double y, String text) {
    append(
        String.format(
            Locale.ROOT,
            "<text text-anchor=\"middle\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>",
            x,
            y,
            escaped(text)));
  }

  private void append(String shape) {
    shapes.append("  ").append(shape).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The picture's file. */
  public String file() {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\">\n",
            width,
            height,
            width,
            height)
        + STYLE
        + shapes
        + "</svg>\n";
  }
}
