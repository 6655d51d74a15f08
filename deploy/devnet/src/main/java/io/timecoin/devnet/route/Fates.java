package io.timecoin.devnet.route;

import io.timecoin.devnet.load.LoadReport.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What became of the payments of one load: when each was due, whether it was acknowledged, when it
 * was seen final. All moments are {@link System#nanoTime}. Thread-safe.
 */
final class Fates {
  private static final byte ACKNOWLEDGED = 1;
  private static final byte FINAL = 2;

  /** Another end than finality, as the gateway told it. */
  private static final byte ENDED = 4;

  private final byte[] states;
  private final long[] dueNanos;
  private final long[] finalNanos;
  private int acknowledged;
  private int finals;
  private int twiceFinal;
  private int ended;
  private int sent;

  /** Nothing was sent yet. */
  Fates(int payments) {
    states = new byte[payments];
    dueNanos = new long[payments];
    finalNanos = new long[payments];
  }

  /** A payment's clock runs from the moment at which it should have been sent. */
  synchronized void sent(int payment, long due) {
    if (dueNanos[payment] == 0) {
      dueNanos[payment] = due;
      sent++;
    }
  }

  /** The gateway promised an end of these, up to a number without it. */
  synchronized void acknowledged(int from, int to) {
    for (int payment = from; payment < to; payment++) {
      acknowledge(payment);
    }
  }

  private void acknowledge(int payment) {
    if ((states[payment] & ACKNOWLEDGED) == 0) {
      states[payment] |= ACKNOWLEDGED;
      acknowledged++;
    }
  }

  /** It came to an end, and was not final by then: rejected, evicted and the like. */
  synchronized void ended(int payment) {
    if ((states[payment] & (FINAL | ENDED)) == 0) {
      states[payment] |= ENDED;
      ended++;
    }
  }

  /** chain.microblocks has it. */
  synchronized void finalAt(int payment, long now) {
    if ((states[payment] & FINAL) != 0) {
      twiceFinal++;
      return;
    }
    if ((states[payment] & ENDED) != 0) {
      ended--;
    }
    states[payment] |= FINAL;
    finalNanos[payment] = now;
    finals++;
  }

  synchronized int sent() {
    return sent;
  }

  synchronized int acknowledged() {
    return acknowledged;
  }

  synchronized int finals() {
    return finals;
  }

  /** How often chain.microblocks held a payment once more. */
  synchronized int twiceFinal() {
    return twiceFinal;
  }

  /** Payments with another end than finality. */
  synchronized int ended() {
    return ended;
  }

  /** Payments that were sent and have no end. */
  synchronized int open() {
    return sent - finals - ended;
  }

  /** How many were acknowledged and have no end. */
  synchronized int promised() {
    int count = 0;
    for (byte state : states) {
      count += state == ACKNOWLEDGED ? 1 : 0;
    }
    return count;
  }

  /** The numbers of those that were acknowledged and have no end. */
  synchronized List<Integer> withoutEnd() {
    var numbers = new ArrayList<Integer>();
    for (int payment = 0; payment < states.length; payment++) {
      if (states[payment] == ACKNOWLEDGED) {
        numbers.add(payment);
      }
    }
    return numbers;
  }

  synchronized boolean isFinal(int payment) {
    return (states[payment] & FINAL) != 0;
  }

  /** How many became final from one moment up to another. */
  synchronized int finalsBetween(long from, long to) {
    int count = 0;
    for (int payment = 0; payment < states.length; payment++) {
      if ((states[payment] & FINAL) != 0
          && finalNanos[payment] - from >= 0
          && finalNanos[payment] - to < 0) {
        count++;
      }
    }
    return count;
  }

  /** Milliseconds from being due to being seen final, of those that were due in this time. */
  synchronized Percentiles finalityMillis(long from, long to) {
    double[] millis = new double[states.length];
    int count = 0;
    for (int payment = 0; payment < states.length; payment++) {
      if ((states[payment] & FINAL) != 0 && isBetween(dueNanos[payment], from, to)) {
        millis[count++] = (finalNanos[payment] - dueNanos[payment]) / 1e6;
      }
    }
    return Percentiles.of(Arrays.copyOf(millis, count));
  }

  /**
   * When the last payment was due that took longer than this, nanoseconds after the given moment; 0
   * when none did. One that never became final took longer than anything.
   */
  synchronized long lastSlowNanos(long from, long limitNanos) {
    long last = 0;
    for (int payment = 0; payment < states.length; payment++) {
      boolean isSlow =
          dueNanos[payment] != 0
              && ((states[payment] & FINAL) == 0
                  || finalNanos[payment] - dueNanos[payment] > limitNanos);
      if (isSlow) {
        last = Math.max(last, dueNanos[payment] - from);
      }
    }
    return last;
  }

  private static boolean isBetween(long moment, long from, long to) {
    return moment != 0 && moment - from >= 0 && moment - to < 0;
  }
}
