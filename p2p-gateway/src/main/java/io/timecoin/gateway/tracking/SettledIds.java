package io.timecoin.gateway.tracking;

import io.timecoin.kit.table.RecordIndex;
import io.timecoin.kit.table.RecordKeys;
import io.timecoin.protocol.crypto.Hash256;

/** Finds the row of a settled transaction by one of its two identifiers. */
final class SettledIds implements RecordKeys<Hash256> {
  private final SettledPages pages;
  private final int which;
  private final long secret;
  private final RecordIndex<Hash256> index = new RecordIndex<>(this);

  /**
   * An empty index.
   *
   * @param which {@link SettledPages#TXID} or {@link SettledPages#WTXID}
   * @param secret nobody can foresee which place an identifier gets
   */
  SettledIds(SettledPages pages, int which, long secret) {
    this.pages = pages;
    this.which = which;
    this.secret = secret;
  }

  /** The row, or {@link RecordIndex#NONE}. */
  int find(Hash256 id) {
    return index.find(place(id), id);
  }

  /** Takes in a row that has been written. */
  void add(int row) {
    index.add(hash(row), row);
  }

  /** Takes out a row before it is written anew. */
  void remove(int row) {
    index.remove(hash(row), row);
  }

  @Override
  public boolean isOf(int row, Hash256 id) {
    return pages.id(row, which).equals(id);
  }

  @Override
  public long hash(int row) {
    return place(pages.id(row, which));
  }

  /**
   * Stafford's 13th mix of 64 bits, as in SplittableRandom. Whoever grinds identifiers all the same
   * has to make each final first, and to pay for it.
   */
  private long place(Hash256 id) {
    long mixed = id.word0() ^ secret;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
