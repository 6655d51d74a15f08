package io.timecoin.mempool.lifecycle;

import io.timecoin.mempool.utxo.PackedUtxoTable;
import java.util.Optional;

/**
 * Whether the UTXO set leaves enough of the heap for the pool and the collector: better said before
 * the load than guessed from an OutOfMemoryError behind it.
 *
 * @param heapBytes the most that the JVM takes
 */
record HeapNeed(long heapBytes) {
  private static final long MEBIBYTE = 1 << 20;

  /** What to tell the operator; empty where the set takes no more than half of the heap. */
  Optional<String> warning(long outputs) {
    // The ledger's word, not judged yet: no product of it may overflow.
    if (outputs <= heapBytes / 2 / PackedUtxoTable.BYTES_PER_OUTPUT) {
      return Optional.empty();
    }
    return Optional.of(
        "The UTXO set of %d outputs takes about %d MiB of a heap of %d MiB: give the JVM more by -Xmx"
            .formatted(
                outputs,
                Math.ceilDiv(outputs, MEBIBYTE / PackedUtxoTable.BYTES_PER_OUTPUT),
                heapBytes / MEBIBYTE));
  }
}
