package io.timecoin.mempool.utxo;

import io.timecoin.protocol.transaction.OutPoint;

/**
 * Finds the record about an outpoint. The highest bits of its hash choose one of many small tables,
 * each of which grows by itself: growing one of them moves the numbers of a part in {@value
 * #PARTS}, and no record.
 */
final class OutPointIndex {
  private static final int PART_BITS = 12;

  /** At 5,000,000 records each has about 1,200. */
  static final int PARTS = 1 << PART_BITS;

  private final RecordPages records;
  private final OutPointHash hash;

  /** Made when their first record comes. */
  private final IndexPart[] parts = new IndexPart[PARTS];

  OutPointIndex(RecordPages records, OutPointHash hash) {
    this.records = records;
    this.hash = hash;
  }

  /** The number of the record, or {@link IndexPart#NONE}. */
  int find(OutPoint outpoint) {
    long hashed = hash.of(outpoint);
    IndexPart part = parts[part(hashed)];
    return part == null ? IndexPart.NONE : part.find(hashed, outpoint);
  }

  /** Takes in a record whose outpoint is not here. */
  void add(int record) {
    long hashed = records.hash(record, hash);
    IndexPart part = parts[part(hashed)];
    if (part == null) {
      part = new IndexPart(records, hash);
      parts[part(hashed)] = part;
    }
    part.add(hashed, record);
  }

  /** Takes out a record that is here and has not been removed from the pages yet. */
  void remove(int record) {
    long hashed = records.hash(record, hash);
    parts[part(hashed)].remove(hashed, record);
  }

  private static int part(long hash) {
    return (int) (hash >>> (Long.SIZE - PART_BITS));
  }
}
