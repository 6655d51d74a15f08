package io.timecoin.gateway.lookup;

import io.timecoin.protocol.crypto.Hash256;
import java.util.concurrent.CompletableFuture;

/** Where the operator's word goes on how the mempool ranks a transaction. */
public interface PrioritySink {
  /**
   * Ranks a transaction by so many satoshi more, or fewer.
   *
   * @return when it is durable; fails with a ReadException, and then the outcome is unknown
   */
  CompletableFuture<Void> prioritise(Hash256 txid, long satoshi);
}
