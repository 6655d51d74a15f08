package io.timecoin.mempool.egress;

import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import java.util.ArrayList;
import java.util.List;

/** Packs statuses into records of tx.status of bounded size, in order. */
final class StatusBatches {
  /** A status takes some 300 bytes: about 1 MiB. */
  private static final int TARGET_STATUSES = 4_000;

  private StatusBatches() {}

  static List<StatusBatch> of(List<TransactionStatus> statuses, long epoch, long atMillis) {
    List<StatusBatch> batches = new ArrayList<>();
    for (int first = 0; first < statuses.size(); first += TARGET_STATUSES) {
      batches.add(
          StatusBatch.newBuilder()
              .setEpoch(epoch)
              .setAtMillis(atMillis)
              .addAllStatuses(
                  statuses.subList(first, Math.min(statuses.size(), first + TARGET_STATUSES)))
              .build());
    }
    return batches;
  }
}
