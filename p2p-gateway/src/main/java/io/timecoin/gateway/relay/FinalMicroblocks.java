package io.timecoin.gateway.relay;

import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Final microblocks of any sequence, with their certificates, as this node has them. */
public interface FinalMicroblocks {
  /**
   * Microblocks from a sequence on, in order.
   *
   * @param limit at most so many, and as many as 4 MiB hold; less where there are no more
   * @return maybe none; fails where it cannot be asked now
   */
  CompletableFuture<List<MicroblockRecord>> from(long sequence, int limit);
}
