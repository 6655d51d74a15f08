package io.timecoin.mempool.utxo;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of a fixed number of longs, each about one outpoint, numbered from 0 and kept in pages.
 * It grows by a page at a time and never copies a record; the place of one that was removed is the
 * next to be used. Pages are not given back.
 */
final class RecordPages {
  /** Records in a page: a multiple of it is what stands empty at most. */
  static final int PAGE = 1_024;

  /** Words that say what the record is about: the txid, and the index in the upper half of one. */
  private static final int KEY = 5;

  private static final int INDEX_WORD = KEY - 1;
  private static final int NONE = -1;

  private final int width;
  private final List<long[]> pages = new ArrayList<>();

  /** Numbers that have been given out at least once. */
  private int used;

  private int size;

  /** The place that was freed last; its first word names the one before. */
  private int lastFreed = NONE;

  /** Records with so many words of the owner's beside the key. */
  RecordPages(int ownWords) {
    this.width = KEY + ownWords;
  }

  /** Records that have not been removed. */
  int size() {
    return size;
  }

  /** Numbers given out so far, those of removed records included. */
  int used() {
    return used;
  }

  /**
   * A record about an outpoint; the rest of it is the caller's to write.
   *
   * @param half 32 bits of the caller's that the key has room for
   * @return its number
   */
  int add(OutPoint outpoint, int half) {
    int record = lastFreed == NONE ? next() : reuse();
    long[] page = page(record);
    int at = at(record);
    Hash256 txid = outpoint.txid();
    page[at] = txid.word0();
    page[at + 1] = txid.word1();
    page[at + 2] = txid.word2();
    page[at + 3] = txid.word3();
    page[at + INDEX_WORD] = (long) outpoint.index() << 32 | Integer.toUnsignedLong(half);
    size++;
    return record;
  }

  void remove(int record) {
    page(record)[at(record)] = lastFreed;
    lastFreed = record;
    size--;
  }

  boolean isAbout(int record, OutPoint outpoint) {
    long[] page = page(record);
    int at = at(record);
    Hash256 txid = outpoint.txid();
    return page[at] == txid.word0()
        && page[at + 1] == txid.word1()
        && page[at + 2] == txid.word2()
        && page[at + 3] == txid.word3()
        && (int) (page[at + INDEX_WORD] >>> 32) == outpoint.index();
  }

  /** The hash of the outpoint, without making one. */
  long hash(int record, OutPointHash hash) {
    long[] page = page(record);
    int at = at(record);
    return hash.of(
        page[at], page[at + 1], page[at + 2], page[at + 3], (int) (page[at + INDEX_WORD] >>> 32));
  }

  /** The caller's bits in the key. */
  int half(int record) {
    return (int) page(record)[at(record) + INDEX_WORD];
  }

  /** One of the caller's words, counted from 0. */
  long word(int record, int number) {
    return page(record)[at(record) + KEY + number];
  }

  void setWord(int record, int number, long value) {
    page(record)[at(record) + KEY + number] = value;
  }

  private int next() {
    if (used == Integer.MAX_VALUE) {
      throw new IllegalStateException("2^31 records are as many as can be numbered");
    }
    if (used % PAGE == 0) {
      pages.add(new long[PAGE * width]);
    }
    return used++;
  }

  private int reuse() {
    int record = lastFreed;
    lastFreed = (int) page(record)[at(record)];
    return record;
  }

  private long[] page(int record) {
    return pages.get(record / PAGE);
  }

  private int at(int record) {
    return record % PAGE * width;
  }
}
