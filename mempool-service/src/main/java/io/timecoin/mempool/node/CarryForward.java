package io.timecoin.mempool.node;

import io.timecoin.mempool.journal.JournalChange;
import io.timecoin.mempool.journal.JournalIndex;
import io.timecoin.mempool.journal.JournalRecord;
import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has entries written again whose place in the journal is old, so that the journal stays short. */
final class CarryForward {
  /** Entries written again in one turn: bounds what it adds to the journal. */
  private static final int CARRIED_PER_TURN = 500;

  /** From this age of its place on an entry is written again. */
  private static final long CARRY_AFTER_MILLIS = 60_000;

  private final JournalIndex journal;
  private final Mempool mempool;

  /** Asked to be written and not yet read back. */
  private final Set<Hash256> carrying = new LinkedHashSet<>();

  private List<PoolEntry> carried = new ArrayList<>();

  CarryForward(JournalIndex journal, Mempool mempool) {
    this.journal = journal;
    this.mempool = mempool;
  }

  /** A record has been read back. */
  void written(JournalRecord record) {
    for (JournalChange change : record.changes()) {
      carrying.remove(change.wtxid());
    }
  }

  /** Time has passed. */
  void tick(long nowMillis) {
    for (Hash256 wtxid : journal.readBefore(nowMillis - CARRY_AFTER_MILLIS, CARRIED_PER_TURN)) {
      if (carrying.add(wtxid)) {
        mempool
            .pool()
            .byWtxid(wtxid)
            .ifPresentOrElse(entry -> carried.add(entry), () -> closeLost(wtxid, nowMillis));
      }
    }
  }

  /** An open entry of the journal that is not in the pool must not keep the journal for ever. */
  private void closeLost(Hash256 wtxid, long nowMillis) {
    if (mempool.isWaiting(wtxid)) {
      carrying.remove(wtxid);
    } else {
      mempool
          .recovery()
          .concludeAgain(
              mempool.recovery().endOfCopy(wtxid, nowMillis).orElseGet(() -> lost(wtxid)));
    }
  }

  private static StatusNotice lost(Hash256 wtxid) {
    return new StatusNotice(
        Optional.empty(), wtxid, Provenance.UNKNOWN, 0, 0, new Outcome.Expired());
  }

  /** What to write again since the last call. */
  List<PoolEntry> drain() {
    List<PoolEntry> drained = carried;
    carried = new ArrayList<>();
    return drained;
  }

  void clear() {
    carrying.clear();
    carried = new ArrayList<>();
  }
}
