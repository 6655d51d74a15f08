package io.timecoin.devnet.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}, above {@code low}
 * @param from pixel
 * @param to pixel; less than {@code from} for an axis that goes up
 * @param logarithmic whether each factor of ten takes equally many pixels; then {@code low} is
 *     above 0, and lower values are drawn at it
 */
public record Scale(double low, double high, double from, double to, boolean logarithmic) {

  public Scale {
    if (!(high > low) || (logarithmic && !(low > 0))) {
      throw new IllegalArgumentException("no scale from %f to %f".formatted(low, high));
    }
  }

  /** From 0 to the next round number that is no less than the largest value. */
  public static Scale upTo(double largest, double from, double to) {
    double step = step(largest);
    double high = Math.max(1, Math.ceil(largest / step)) * step;
    return new Scale(0, high, from, to, false);
  }

  /** The pixel of a value; values outside are drawn at the ends. */
  public double at(double value) {
    double inside = Math.clamp(value, low, high);
    double part =
        logarithmic ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
    return from + part * (to - from);
  }

  /** The values worth a mark: four to ten of a linear scale, the powers of ten of the other. */
  public List<Double> marks() {
    var marks = new ArrayList<Double>();
    if (logarithmic) {
      for (double mark = low; mark <= high * 1.001; mark *= 10) {
        marks.add(mark);
      }
    } else {
      double step = step(high);
      for (int i = 0; low + i * step <= high * 1.001; i++) {
        marks.add(low + i * step);
      }
    }
    return marks;
  }

  /** 1, 2 or 5 times a power of ten, of which five to twelve make the value. */
  private static double step(double value) {
    double rough = Math.max(value, 1e-9) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
  }
}
