package io.timecoin.devnet.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures of several measurements, without digits that mean nothing. */
public final class Figures {
  private Figures() {}

  /** The one in the middle, of an even number the lower of the two; there must be one. */
  public static <T> double median(List<T> all, ToDoubleFunction<T> property) {
    double[] sorted = all.stream().mapToDouble(property).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }

  /** To so many digits after the point. */
  public static double rounded(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
  }
}
