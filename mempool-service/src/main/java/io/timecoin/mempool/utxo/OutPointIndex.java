package io.timecoin.mempool.utxo;

import io.timecoin.kit.table.RecordIndex;
import io.timecoin.kit.table.RecordKeys;
import io.timecoin.protocol.transaction.OutPoint;

/**
 * Finds the record about an outpoint. The highest bits of its hash choose one of many small tables,
 * each of which grows by itself: growing one of them moves the numbers of a part in {@value
 * #PARTS}, and no record.
 */
final class OutPointIndex implements RecordKeys<OutPoint> {
  private static final int PART_BITS = 12;

  /** At 5,000,000 records each has about 1,200. */
  static final int PARTS = 1 << PART_BITS;

  private final RecordPages records;
  private final OutPointHash hash;

  /** Made when their first record comes. */
  private final RecordIndex<OutPoint>[] parts;

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java makes no array of a generic type.
  OutPointIndex(RecordPages records, OutPointHash hash) {
    this.records = records;
    this.hash = hash;
    this.parts = new RecordIndex[PARTS];
  }

  /** The number of the record, or {@link RecordIndex#NONE}. */
  int find(OutPoint outpoint) {
    long hashed = hash.of(outpoint);
    RecordIndex<OutPoint> part = parts[part(hashed)];
    return part == null ? RecordIndex.NONE : part.find(hashed, outpoint);
  }

  /** Takes in a record whose outpoint is not here. */
  void add(int record) {
    long hashed = hash(record);
    RecordIndex<OutPoint> part = parts[part(hashed)];
    if (part == null) {
      part = new RecordIndex<>(this);
      parts[part(hashed)] = part;
    }
    part.add(hashed, record);
  }

  /** Takes out a record that is here and has not been removed from the pages yet. */
  void remove(int record) {
    long hashed = hash(record);
    parts[part(hashed)].remove(hashed, record);
  }

  @Override
  public boolean isOf(int record, OutPoint outpoint) {
    return records.isAbout(record, outpoint);
  }

  @Override
  public long hash(int record) {
    return records.hash(record, hash);
  }

  private static int part(long hash) {
    return (int) (hash >>> (Long.SIZE - PART_BITS));
  }
}
