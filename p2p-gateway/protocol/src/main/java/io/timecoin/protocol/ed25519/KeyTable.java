package io.timecoin.protocol.ed25519;

import java.util.Arrays;

/**
 * The distinct public keys of a batch, numbered in order of appearance: a hash table with open
 * addressing. Keys are told apart by their bytes, not by the points they encode.
 *
 * <p>Senders choose their keys and can make all of them collide; a search then costs one comparison
 * of eight bytes for every key before it, which is nothing beside a verification.
 */
final class KeyTable {
  private static final int LENGTH = PointDecoder.ENCODED_LENGTH;
  private static final int FREE = -1;

  private final byte[] encoded;
  private final int[] slots;
  private int size;

  /** Room for {@code capacity} keys. */
  KeyTable(int capacity) {
    encoded = new byte[capacity * LENGTH];
    slots = new int[4 * Integer.highestOneBit(capacity)];
    Arrays.fill(slots, FREE);
  }

  /** Takes all keys out. */
  void clear() {
    size = 0;
    Arrays.fill(slots, FREE);
  }

  int size() {
    return size;
  }

  /** All keys in their order. */
  byte[] encoded() {
    return encoded;
  }

  /** The number of the key in 32 bytes, which is put in if it is new. There is room. */
  int indexOf(byte[] bytes, int offset) {
    long head = LittleEndian.readLong(bytes, offset);
    int slot = Long.hashCode(head) & (slots.length - 1);
    while (slots[slot] != FREE) {
      if (isSame(slots[slot], head, bytes, offset)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = size;
    System.arraycopy(bytes, offset, encoded, size * LENGTH, LENGTH);
    return size++;
  }

  private boolean isSame(int index, long head, byte[] bytes, int offset) {
    int start = index * LENGTH;
    return LittleEndian.readLong(encoded, start) == head
        && Arrays.equals(encoded, start, start + LENGTH, bytes, offset, offset + LENGTH);
  }
}
