package io.timecoin.devnet.route;

import java.util.ArrayList;
import java.util.List;

/** Values over time, and how fast they grow: the slope of the straight line that fits best. */
final class Trend {
  private final List<double[]> points = new ArrayList<>();

  synchronized void add(double seconds, double value) {
    points.add(new double[] {seconds, value});
  }

  /** Growth per second; 0 for fewer than two moments. */
  synchronized double perSecond() {
    int n = points.size();
    double meanTime = points.stream().mapToDouble(point -> point[0]).sum() / Math.max(1, n);
    double meanValue = points.stream().mapToDouble(point -> point[1]).sum() / Math.max(1, n);
    double spread = 0;
    double together = 0;
    for (double[] point : points) {
      double time = point[0] - meanTime;
      spread += time * time;
      together += time * (point[1] - meanValue);
    }
    return spread == 0 ? 0 : together / spread;
  }

  /** The largest value; 0 when there is none. */
  synchronized double largest() {
    return points.stream().mapToDouble(point -> point[1]).max().orElse(0);
  }

  /** The newest value; 0 when there is none. */
  synchronized double last() {
    return points.isEmpty() ? 0 : points.getLast()[1];
  }
}
