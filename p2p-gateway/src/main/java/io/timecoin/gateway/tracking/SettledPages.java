package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of settled transactions, in pages of primitives: 132 bytes each, which the
 * collector neither moves nor follows. Rows are numbered from 0; pages come with their first row,
 * and stay.
 */
final class SettledPages {
  /** Where a row's two identifiers stand. */
  static final int TXID = 0;

  static final int WTXID = 4;

  private static final int FEE = 8;
  private static final int ACKNOWLEDGED_AT = 9;
  private static final int CHANGED_AT = 10;
  private static final int TIMINGS = 11;
  private static final int WORDS = 16;

  private static final int PAGE = 1_024;

  private final List<long[]> words = new ArrayList<>();
  private final List<FinalMicroblock[]> microblocks = new ArrayList<>();

  /** Whether something stands there. */
  boolean isTaken(int row) {
    return row / PAGE < microblocks.size() && microblocks.get(row / PAGE)[row % PAGE] != null;
  }

  /** Writes a row; its page is there, or is the next. */
  void write(int row, TrackedTransaction transaction, TrackedTransaction.Settled settled) {
    if (row / PAGE == words.size()) {
      words.add(new long[PAGE * WORDS]);
      microblocks.add(new FinalMicroblock[PAGE]);
    }
    long[] page = words.get(row / PAGE);
    int at = row % PAGE * WORDS;
    put(page, at + TXID, transaction.txid());
    put(page, at + WTXID, settled.wtxid());
    page[at + FEE] = settled.fee();
    page[at + ACKNOWLEDGED_AT] = settled.acknowledgedAt();
    page[at + CHANGED_AT] = transaction.changedAt();
    Timings timings = transaction.timings();
    page[at + TIMINGS] = timings.received();
    page[at + TIMINGS + 1] = timings.sent();
    page[at + TIMINGS + 2] = timings.verified();
    page[at + TIMINGS + 3] = timings.admitted();
    page[at + TIMINGS + 4] = timings.becameFinal();
    microblocks.get(row / PAGE)[row % PAGE] = settled.microblock();
  }

  TrackedTransaction read(int row) {
    long[] page = words.get(row / PAGE);
    int at = row % PAGE * WORDS;
    return TrackedTransaction.of(
        id(row, TXID),
        new TrackedTransaction.Settled(
            id(row, WTXID),
            microblocks.get(row / PAGE)[row % PAGE],
            page[at + FEE],
            page[at + ACKNOWLEDGED_AT]),
        new Timings(
            page[at + TIMINGS],
            page[at + TIMINGS + 1],
            page[at + TIMINGS + 2],
            page[at + TIMINGS + 3],
            page[at + TIMINGS + 4]),
        page[at + CHANGED_AT]);
  }

  /** Nothing stands there any more. */
  void clear(int row) {
    microblocks.get(row / PAGE)[row % PAGE] = null;
  }

  long changedAt(int row) {
    return words.get(row / PAGE)[row % PAGE * WORDS + CHANGED_AT];
  }

  /** One of the row's identifiers. */
  Hash256 id(int row, int which) {
    long[] page = words.get(row / PAGE);
    int at = row % PAGE * WORDS + which;
    return new Hash256(page[at], page[at + 1], page[at + 2], page[at + 3]);
  }

  private static void put(long[] page, int at, Hash256 hash) {
    page[at] = hash.word0();
    page[at + 1] = hash.word1();
    page[at + 2] = hash.word2();
    page[at + 3] = hash.word3();
  }
}
