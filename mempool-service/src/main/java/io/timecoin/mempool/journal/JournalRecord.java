package io.timecoin.mempool.journal;

import java.util.List;

/**
 * One record of mempool.journal as it was read.
 *
 * @param offset of the record
 * @param verifiedOffset the first offset of tx.verified that it and all before it do not cover
 * @param opensEpoch whether it begins an epoch; then it has no changes
 */
public record JournalRecord(
    long offset, long epoch, long verifiedOffset, boolean opensEpoch, List<JournalChange> changes) {
  public JournalRecord {
    changes = List.copyOf(changes);
  }
}
