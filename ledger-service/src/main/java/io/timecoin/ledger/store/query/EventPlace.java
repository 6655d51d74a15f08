package io.timecoin.ledger.store.query;

/**
 * Where a page of events begins, or where the next one does.
 *
 * @param index order among the events of one kind of the same sequence, from 0; one beyond the last
 *     is the next sequence's first
 */
public record EventPlace(long sequence, int index) {

  /** The first event of a kind of which a sequence has at most one. */
  long firstOfOne() {
    return index == 0 || sequence == Long.MAX_VALUE ? sequence : sequence + 1;
  }

  static EventPlace after(long sequence) {
    return new EventPlace(sequence + 1, 0);
  }
}
