package io.timecoin.gateway.sync;

import io.timecoin.protocol.proto.internal.v1.SyncedRange;
import java.util.concurrent.CompletableFuture;

/** Where synced microblocks go: sync.inbound. */
public interface SyncInbound {
  /**
   * Hands a range on; may wait a moment, so not for event loops.
   *
   * @return completes when it is durable
   */
  CompletableFuture<Void> publish(SyncedRange range);
}
