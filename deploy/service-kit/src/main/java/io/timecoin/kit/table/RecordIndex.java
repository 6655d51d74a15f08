package io.timecoin.kit.table;

/**
 * A hash table of record numbers: a record stands in its home slot or behind it, with no empty slot
 * between. One that leaves lets those behind it move up, so that nothing but records is ever in the
 * way, however many have come and gone. The keys are with the records. Not thread-safe.
 *
 * @param <K> what a record is found by
 */
public final class RecordIndex<K> {
  /** No record has this number. */
  public static final int NONE = -1;

  private static final int FIRST_SLOTS = 8;
  private static final int EMPTY = 0;

  private final RecordKeys<K> keys;

  /** Record numbers plus one; a power of two of them. */
  private int[] slots = new int[FIRST_SLOTS];

  private int size;

  /** An empty index of records with these keys. */
  public RecordIndex(RecordKeys<K> keys) {
    this.keys = keys;
  }

  /**
   * The number of the record with this key, or {@link #NONE}.
   *
   * @param hashed the key's hash
   */
  public int find(long hashed, K key) {
    int slot = home(hashed);
    while (slots[slot] != EMPTY) {
      int record = slots[slot] - 1;
      if (keys.isOf(record, key)) {
        return record;
      }
      slot = after(slot);
    }
    return NONE;
  }

  /** Takes in a record whose key is not here. */
  public void add(long hashed, int record) {
    // Three quarters full at most: a search then looks at few slots.
    if ((size + 1) * 4L > slots.length * 3L) {
      grow();
    }
    put(hashed, record);
    size++;
  }

  /**
   * Takes out a record that is here and still has its key.
   *
   * @throws IllegalStateException if it is not here
   */
  public void remove(long hashed, int record) {
    int slot = home(hashed);
    while (slots[slot] != record + 1) {
      if (slots[slot] == EMPTY) {
        throw new IllegalStateException("record " + record + " is not indexed");
      }
      slot = after(slot);
    }
    close(slot);
    size--;
  }

  private void put(long hashed, int record) {
    int slot = home(hashed);
    while (slots[slot] != EMPTY) {
      slot = after(slot);
    }
    slots[slot] = record + 1;
  }

  private void grow() {
    int[] old = slots;
    slots = new int[old.length * 2];
    for (int number : old) {
      if (number != EMPTY) {
        put(keys.hash(number - 1), number - 1);
      }
    }
  }

  /** Empties a slot; whoever it keeps from its home, or from nearer to it, moves up into it. */
  private void close(int slot) {
    int hole = slot;
    for (int next = after(hole); slots[next] != EMPTY; next = after(next)) {
      int home = home(keys.hash(slots[next] - 1));
      if (distance(home, next) >= distance(hole, next)) {
        slots[hole] = slots[next];
        hole = next;
      }
    }
    slots[hole] = EMPTY;
  }

  private int home(long hashed) {
    return (int) hashed & (slots.length - 1);
  }

  private int after(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  /** Steps from one slot to another, round the end. */
  private int distance(int from, int to) {
    return (to - from) & (slots.length - 1);
  }
}
