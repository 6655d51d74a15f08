package io.timecoin.devnet.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Which sound payments a flood sends next: of each pair of coins the first one that is not final,
 * since the next one spends what it makes. What was refused is offered again; when all others are
 * under way, so are those, as impatient clients do. Thread-safe.
 */
final class FloodSupply {
  private final int size;
  private final int pairs;

  /** Sent by nobody, or refused. */
  private final Deque<Integer> fresh = new ArrayDeque<>();

  /** Taken and not final, the longest unsent first. */
  private final SequencedSet<Integer> underWay = new LinkedHashSet<>();

  private final BitSet finals = new BitSet();

  /**
   * All payments of a load.
   *
   * @param size payments; the first of each pair come first
   * @param pairs from a payment to the next one of its pair
   */
  FloodSupply(int size, int pairs) {
    this.size = size;
    this.pairs = pairs;
    for (int payment = 0; payment < Math.min(size, pairs); payment++) {
      fresh.add(payment);
    }
  }

  /** The next ones; fewer only when there are fewer at all. */
  synchronized List<Integer> take(int count) {
    var taken = new ArrayList<Integer>(count);
    while (taken.size() < count && !fresh.isEmpty()) {
      taken.add(fresh.removeFirst());
    }
    for (int again = Math.min(count - taken.size(), underWay.size()); again > 0; again--) {
      int payment = underWay.removeFirst();
      taken.add(payment);
      underWay.addLast(payment);
    }
    return taken;
  }

  /** The gateway took it. */
  synchronized void acknowledged(int payment) {
    if (!finals.get(payment)) {
      underWay.add(payment);
    }
  }

  /** The gateway did not take it, or nobody knows; what it had taken before it still has. */
  synchronized void refused(int payment) {
    if (!finals.get(payment) && !underWay.contains(payment)) {
      fresh.addFirst(payment);
    }
  }

  /** It is final: the next one of its pair may come. */
  synchronized void isFinal(int payment) {
    finals.set(payment);
    underWay.remove(payment);
    if (payment + pairs < size) {
      fresh.addLast(payment + pairs);
    }
  }
}
