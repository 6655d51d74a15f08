package io.timecoin.devnet.route;

import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which invalid payments a flood sends next, in turns, and which were taken. Thread-safe. */
final class InvalidSupply {
  private final InvalidItems items;
  private final BitSet taken = new BitSet();
  private int next;

  InvalidSupply(InvalidItems items) {
    this.items = items;
  }

  /** The numbers of the next ones. */
  synchronized List<Integer> take(int count) {
    var numbers = new ArrayList<Integer>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(next);
      next = (next + 1) % items.items().size();
    }
    return numbers;
  }

  /** The payment of this number, as a request's body has it. */
  byte[] item(int number) {
    return items.items().get(number);
  }

  /** The gateway took a request with these. */
  synchronized void taken(List<Integer> numbers) {
    numbers.forEach(taken::set);
  }

  /** The wtxids of those that were taken at least once. */
  synchronized List<Hash256> takenWtxids() {
    return taken.stream().mapToObj(items.wtxids()::get).toList();
  }
}
