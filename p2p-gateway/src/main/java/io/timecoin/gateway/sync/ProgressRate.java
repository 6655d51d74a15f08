package io.timecoin.gateway.sync;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a sequence grows, over the last ten seconds. Guarded by the client's lock. */
final class ProgressRate {
  private static final long SPAN_MILLIS = 10_000;
  private static final long STEP_MILLIS = 500;

  private record Point(long atMillis, long sequence) {}

  private final Deque<Point> points = new ArrayDeque<>();

  void at(long nowMillis, long sequence) {
    Point last = points.peekLast();
    if (last != null && nowMillis < last.atMillis()) {
      points.clear();
    } else if (last != null && nowMillis - last.atMillis() < STEP_MILLIS) {
      return;
    }
    points.add(new Point(nowMillis, sequence));
    while (nowMillis - points.getFirst().atMillis() > SPAN_MILLIS) {
      points.removeFirst();
    }
  }

  double perSecond() {
    if (points.size() < 2) {
      return 0;
    }
    Point first = points.getFirst();
    Point last = points.getLast();
    return (last.sequence() - first.sequence()) * 1_000.0 / (last.atMillis() - first.atMillis());
  }
}
