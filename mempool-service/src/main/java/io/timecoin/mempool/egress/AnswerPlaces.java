package io.timecoin.mempool.egress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Which offsets of proposal.answers hold answers about which sequence, lowest offset first. */
public final class AnswerPlaces {
  /** A bound, should the ledger be away for long: then older answers are simply kept. */
  private static final int CAPACITY = 100_000;

  private record Place(long sequence, long offset) {}

  private final Deque<Place> places = new ArrayDeque<>();

  /** An answer stands there. */
  public synchronized void add(long sequence, long offset) {
    if (places.size() < CAPACITY) {
      places.addLast(new Place(sequence, offset));
    }
  }

  /**
   * The offset below which nothing is about a sequence that the ledger lacks.
   *
   * @param ledgerSequence the last one that the ledger holds
   */
  public synchronized OptionalLong firstUsefulOffset(long ledgerSequence) {
    OptionalLong end = OptionalLong.empty();
    while (!places.isEmpty() && places.peekFirst().sequence() <= ledgerSequence) {
      end = OptionalLong.of(places.removeFirst().offset() + 1);
    }
    return end;
  }
}
