package io.timecoin.mempool.journal;

import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the journal says, as far as it was read: which transactions are open (in the pool or
 * waiting), where their last entry stands, the highest epoch, and from where tx.verified goes on.
 * Records of an epoch lower than the highest are void: their writer had been replaced.
 */
public final class JournalIndex {
  private record Place(long offset, long readAtMillis) {}

  /** Oldest place first, because every new place is put at the end. */
  private final Map<Hash256, Place> open = new LinkedHashMap<>();

  private long epoch;
  private OptionalLong verifiedOffset = OptionalLong.empty();
  private OptionalLong lastOffset = OptionalLong.empty();

  /**
   * Notes a record; false if it is void.
   *
   * @param nowMillis from when its entries count as written: the broker's clock is another one
   */
  public boolean accept(JournalRecord record, long nowMillis) {
    lastOffset = OptionalLong.of(record.offset());
    if (record.epoch() < epoch) {
      return false;
    }
    epoch = record.epoch();
    if (record.verifiedOffset() > verifiedOffset.orElse(0)) {
      verifiedOffset = OptionalLong.of(record.verifiedOffset());
    }
    for (JournalChange change : record.changes()) {
      open.remove(change.wtxid());
      switch (change) {
        case JournalChange.Admitted _, JournalChange.Waits _ ->
            open.put(change.wtxid(), new Place(record.offset(), nowMillis));
        case JournalChange.Left _, JournalChange.Waited _ -> {
          // Closed.
        }
      }
    }
    return true;
  }

  /** The highest epoch read; 0 before the first. */
  public long epoch() {
    return epoch;
  }

  /** From where tx.verified goes on; empty if nothing of it is covered. */
  public OptionalLong verifiedOffset() {
    return verifiedOffset;
  }

  /** The wtxids of those in the pool or waiting. */
  public Set<Hash256> open() {
    return Set.copyOf(open.keySet());
  }

  /**
   * The open ones whose last entry was read before a time, oldest first.
   *
   * @param limit at most so many
   */
  public List<Hash256> readBefore(long millis, int limit) {
    List<Hash256> old = new ArrayList<>();
    for (Map.Entry<Hash256, Place> entry : open.entrySet()) {
      if (old.size() == limit || entry.getValue().readAtMillis() >= millis) {
        break;
      }
      old.add(entry.getKey());
    }
    return old;
  }

  /**
   * Everything below this offset is of no use any more. The last record always stays: it carries
   * the epoch and the offset of tx.verified.
   */
  public OptionalLong firstUsefulOffset() {
    return open.isEmpty() ? lastOffset : OptionalLong.of(open.values().iterator().next().offset());
  }

  /** Forgets everything, to be read anew. */
  public void clear() {
    open.clear();
    epoch = 0;
    verifiedOffset = OptionalLong.empty();
    lastOffset = OptionalLong.empty();
  }
}
