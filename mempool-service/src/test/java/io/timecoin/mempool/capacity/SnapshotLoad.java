package io.timecoin.mempool.capacity;

import io.timecoin.kit.http.InternalReads;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.state.FinalityCheck;
import io.timecoin.mempool.store.LedgerSnapshot;
import io.timecoin.mempool.utxo.OutPointHash;
import io.timecoin.mempool.utxo.PackedUtxoTable;
import io.timecoin.protocol.testing.TestChain;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a runtime of its own runs: loads the UTXO set as a mempool does when it starts. */
final class SnapshotLoad {
  private static final double MEBIBYTE = 1 << 20;
  private static final double SECOND = 1_000_000_000;

  private SnapshotLoad() {}

  /**
   * Measures.
   *
   * @param arguments the base of the ledger
   */
  public static void main(String[] arguments) throws InterruptedException {
    TestChain chain = TestChain.ofMembers(1);
    var finality = new FinalityCheck(chain.committee(), chain.genesisHash());
    try (var ledger =
        new InternalReads(List.of(URI.create(arguments[0])), Duration.ofSeconds(10))) {
      var snapshot =
          new LedgerSnapshot(
              ledger,
              finality,
              () -> new PackedUtxoTable(OutPointHash.drawn(new SecureRandom()), 100_000));
      var threads = ManagementFactory.getThreadMXBean();
      long cpuBefore = threads.getCurrentThreadCpuTime();
      long before = System.nanoTime();
      List<Long> notices = new ArrayList<>();
      FinalState loaded = snapshot.load((outputs, _) -> notices.add(outputs));
      double seconds = (System.nanoTime() - before) / SECOND;
      double cpu = (threads.getCurrentThreadCpuTime() - cpuBefore) / SECOND;
      double heap = UsedHeap.bytes() / MEBIBYTE;
      System.out.printf("outputs %d%n", loaded.table().size());
      System.out.printf("notices %d%n", notices.size());
      System.out.printf("seconds %.1f%n", seconds);
      System.out.printf("processor-seconds %.1f%n", cpu);
      System.out.printf("heap-MiB %.0f%n", heap);
    }
  }
}
