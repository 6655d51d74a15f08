package io.timecoin.mempool.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.utxo.PackedUtxoTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What outputs and transactions take on the heap, measured in Java runtimes of their own, so that
 * nothing else is counted; it is what docs/limits.md promises.
 */
class HeapIT {
  private static final long MEBIBYTE = 1 << 20;

  /** The project's bound is 120; what operators are told must hold as well. */
  private static final double MOST = PackedUtxoTable.BYTES_PER_OUTPUT;

  @Test
  void anOutputTakesNoMoreThanOperatorsAreTold() throws Exception {
    Map<String, Double> bytes =
        Measurement.of("utxos", 224, UtxoHeap.class, "100000", "250000", "1000000");

    assertThat(bytes)
        .containsKeys("1000000-outputs", "1000000-outputs-changed", "spends")
        .allSatisfy((name, each) -> assertThat(each).as(name).isBetween(72.0, MOST));
  }

  @Test
  void aFullPoolTakesAtMost300Mebibytes() throws Exception {
    Map<String, Double> bytes = Measurement.of("pool", 448, PoolHeap.class, "100000", "200000");

    assertThat(bytes).containsEntry("transactions", 100_000.0).containsEntry("left", 0.0);
    assertThat(bytes.get("pool")).isBetween(bytes.get("canonical"), 300.0 * MEBIBYTE);
    assertThat(bytes.get("ends")).isBetween(0.0, 64.0 * MEBIBYTE);
  }

  /** Beside them 64 MiB of a devnet's 384 are left for the service itself. */
  @Test
  void aDevnetsHeapHoldsAFullPoolAndAMillionOutputs() throws Exception {
    Map<String, Double> figures =
        Measurement.of("devnet", 320, PoolHeap.class, "100000", "1000000");

    assertThat(figures)
        .containsEntry("transactions", 100_000.0)
        .containsEntry("left", 0.0)
        .containsEntry("outputs", 1_000_000.0);
  }
}
