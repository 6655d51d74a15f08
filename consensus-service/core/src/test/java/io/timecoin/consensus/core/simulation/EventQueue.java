package io.timecoin.consensus.core.simulation;

import java.util.PriorityQueue;

/** Virtual time: what happens when, in one order. What is due at one instant happens as planned. */
final class EventQueue {
  private record Planned(long atMillis, long number, Runnable action)
      implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = Long.compare(atMillis, other.atMillis);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Planned> planned = new PriorityQueue<>();
  private long nowMillis;
  private long number;
  private long happened;

  EventQueue(long nowMillis) {
    this.nowMillis = nowMillis;
  }

  /** Unix milliseconds of a clock that is right. */
  long nowMillis() {
    return nowMillis;
  }

  /** Events so far. */
  long happened() {
    return happened;
  }

  void in(long delayMillis, Runnable action) {
    planned.add(new Planned(nowMillis + Math.max(0, delayMillis), number++, action));
  }

  /** The next event, if there is one until then; otherwise time stands there. */
  boolean next(long untilMillis) {
    if (planned.isEmpty() || planned.peek().atMillis > untilMillis) {
      nowMillis = Math.max(nowMillis, untilMillis);
      return false;
    }
    Planned next = planned.remove();
    nowMillis = next.atMillis;
    happened++;
    next.action.run();
    return true;
  }
}
