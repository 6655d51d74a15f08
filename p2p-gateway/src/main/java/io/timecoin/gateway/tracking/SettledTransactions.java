package io.timecoin.gateway.tracking;

import io.timecoin.kit.table.RecordIndex;
import io.timecoin.protocol.crypto.Hash256;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The transactions that settled last, in the order in which they did, at most so many: those that
 * were removed since count until as many others have settled. Nearly all that a gateway remembers.
 * Not thread-safe.
 */
final class SettledTransactions {
  private final int capacity;
  private final SettledPages pages = new SettledPages();
  private final SettledIds txids;
  private final SettledIds wtxids;

  /** Rows are written in turn, round and round. */
  private int next;

  /** From here to the next is all there is, with gaps. */
  private int oldest;

  private int size;

  SettledTransactions(int capacity, RandomGenerator random) {
    this.capacity = capacity;
    this.txids = new SettledIds(pages, SettledPages.TXID, random.nextLong());
    this.wtxids = new SettledIds(pages, SettledPages.WTXID, random.nextLong());
  }

  int size() {
    return size;
  }

  /** Made anew from what is kept: a change of it is kept by {@link #put}. */
  Optional<TrackedTransaction> byTxid(Hash256 txid) {
    return read(txids.find(txid));
  }

  /** As {@link #byTxid}. */
  Optional<TrackedTransaction> byWtxid(Hash256 wtxid) {
    return read(wtxids.find(wtxid));
  }

  /** Keeps it as the newest, in the place of the oldest when all are taken; or anew in its own. */
  void put(TrackedTransaction transaction, TrackedTransaction.Settled settled) {
    int row = txids.find(transaction.txid());
    if (row != RecordIndex.NONE) {
      // The place says when it settled, and so does the time.
      transaction.changed(pages.changedAt(row));
      wtxids.remove(row);
      pages.write(row, transaction, settled);
      wtxids.add(row);
      return;
    }
    if (pages.isTaken(next)) {
      clear(next);
    }
    if (size == 0) {
      oldest = next;
    } else if (oldest == next) {
      oldest = after(next);
    }
    pages.write(next, transaction, settled);
    txids.add(next);
    wtxids.add(next);
    size++;
    next = after(next);
  }

  void remove(Hash256 txid) {
    int row = txids.find(txid);
    if (row != RecordIndex.NONE) {
      clear(row);
    }
  }

  /** When the oldest settled; the end of time where there is none. */
  long oldestChangedAt() {
    return size == 0 ? Long.MAX_VALUE : pages.changedAt(oldest());
  }

  /** There is one. */
  void removeOldest() {
    clear(oldest());
  }

  private int oldest() {
    while (!pages.isTaken(oldest)) {
      oldest = after(oldest);
    }
    return oldest;
  }

  private Optional<TrackedTransaction> read(int row) {
    return row == RecordIndex.NONE ? Optional.empty() : Optional.of(pages.read(row));
  }

  private void clear(int row) {
    txids.remove(row);
    wtxids.remove(row);
    pages.clear(row);
    size--;
  }

  private int after(int row) {
    return row + 1 == capacity ? 0 : row + 1;
  }
}
