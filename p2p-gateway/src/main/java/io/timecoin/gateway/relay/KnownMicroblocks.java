package io.timecoin.gateway.relay;

import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.MicroblockRange;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Final microblocks: the newest from memory, all others from the ledger. */
public record KnownMicroblocks(RecentMicroblocks recent, LedgerReads ledger)
    implements FinalMicroblocks {
  @Override
  public CompletableFuture<List<MicroblockRecord>> from(long sequence, int limit) {
    List<MicroblockRecord> found = recent.from(sequence, limit, Serving.ANSWER_BYTES);
    return found.isEmpty()
        ? ledger.microblocks(sequence, limit).thenApply(MicroblockRange::getMicroblocksList)
        : CompletableFuture.completedFuture(found);
  }
}
