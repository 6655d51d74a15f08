package io.timecoin.ledger.ingress;

import io.timecoin.ledger.chain.StreamedMicroblock;
import java.util.ArrayList;
import java.util.List;

/** Cuts a run of microblocks into database transactions of bounded size. */
final class MicroblockBatches {
  /** Bounds a batch of seals and single payments, too. */
  static final int MAX_MICROBLOCKS = 500;

  private MicroblockBatches() {}

  /** Each batch holds at most so many payments, or a single microblock. */
  static List<List<StreamedMicroblock>> of(
      List<StreamedMicroblock> microblocks, int batchPayments) {
    var batches = new ArrayList<List<StreamedMicroblock>>();
    var batch = new ArrayList<StreamedMicroblock>();
    long payments = 0;
    for (StreamedMicroblock microblock : microblocks) {
      int more = microblock.transactions().size();
      boolean full = payments + more > batchPayments || batch.size() >= MAX_MICROBLOCKS;
      if (full && !batch.isEmpty()) {
        batches.add(List.copyOf(batch));
        batch.clear();
        payments = 0;
      }
      batch.add(microblock);
      payments += more;
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }
}
