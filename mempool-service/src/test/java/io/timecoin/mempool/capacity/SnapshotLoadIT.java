package io.timecoin.mempool.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A mempool that starts loads the UTXO set into a heap that is hardly larger than the table: what
 * it reads it does not keep, and it tells how far it is. Measures, too: how long that takes is
 * printed.
 */
class SnapshotLoadIT {
  private static final boolean FULL = Boolean.getBoolean("test.full");
  private static final int OUTPUTS = FULL ? 5_000_000 : 500_000;

  /** What the outputs take, a fifth for the collector's young generation, and the rest. */
  private static final int HEAP_MEBIBYTES = FULL ? 640 : 96;

  @Test
  void theWholeSetIsLoadedIntoASmallHeap() throws Exception {
    try (var ledger = new ManyUtxosLedger(OUTPUTS)) {
      Map<String, Double> load =
          Measurement.of(
              "snapshot-load", HEAP_MEBIBYTES, SnapshotLoad.class, ledger.uri().toString());

      assertThat(load)
          .containsEntry("outputs", (double) OUTPUTS)
          .containsEntry("notices", 1.0 + OUTPUTS / 500_000.0);
    }
  }
}
