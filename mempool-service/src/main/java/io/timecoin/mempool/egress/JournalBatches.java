package io.timecoin.mempool.egress;

import com.google.protobuf.CodedOutputStream;
import io.timecoin.mempool.messages.JournalMessages;
import io.timecoin.mempool.node.Turn;
import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import io.timecoin.protocol.proto.internal.v1.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** Packs entries into journal records of bounded size, in order. */
final class JournalBatches {
  /** Bytes of a record's entries; well below the topic's 1 MiB, and above one transaction's. */
  private static final int TARGET_BYTES = 768 * 1024;

  private final long epoch;
  private final List<JournalBatch> done = new ArrayList<>();
  private JournalBatch.Builder open = JournalBatch.newBuilder();
  private int bytes;

  JournalBatches(long epoch) {
    this.epoch = epoch;
  }

  /** Everything of a turn that the pool must remember. */
  void add(Turn turn) {
    // First, because one of them may leave in the same turn.
    turn.carried().forEach(entry -> add(JournalMessages.admitted(entry)));
    for (PoolChange change : turn.changes()) {
      switch (change) {
        case PoolChange.Entered(var entry, _) -> add(JournalMessages.admitted(entry));
        case PoolChange.Left(var notice) -> add(JournalMessages.left(notice));
        case PoolChange.Waits waits -> add(JournalMessages.waits(waits));
        case PoolChange.Waited(var notice) -> add(JournalMessages.waited(notice));
        case PoolChange.Told _, PoolChange.SpenderWanted _ -> {
          // Nothing that the pool would have to remember.
        }
      }
    }
  }

  boolean isEmpty() {
    return done.isEmpty() && open.getEntriesCount() == 0;
  }

  private void add(JournalEntry entry) {
    int size = CodedOutputStream.computeMessageSizeNoTag(entry) + 1;
    if (bytes + size > TARGET_BYTES && open.getEntriesCount() > 0) {
      close(0);
    }
    open.addEntries(entry);
    bytes += size;
  }

  /**
   * All records; only the last one says how far tx.verified is covered, because only with it
   * everything before that offset is in the journal.
   */
  List<JournalBatch> finish(long verifiedOffset) {
    close(verifiedOffset);
    return done;
  }

  private void close(long verifiedOffset) {
    done.add(open.setEpoch(epoch).setVerifiedOffset(verifiedOffset).build());
    open = JournalBatch.newBuilder();
    bytes = 0;
  }
}
