package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.load.LoadGenerator;
import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Payments with rivals and defects while something is done to those who take them. */
record BusyLoad(RunningDevnet devnet, int rate) {
  private static final Duration LEDGER_LIMIT = Duration.ofSeconds(60);

  /** What is done. */
  interface Deed {
    void run() throws Exception;
  }

  /** Returns when the deed is done and every payment has come to its end. */
  LoadReport during(long seed, Duration length, Deed deed) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = new CompletableFuture<Void>();
      CompletableFuture<LoadReport> load =
          CompletableFuture.supplyAsync(() -> load(seed, length, begun), executor);
      CompletableFuture.anyOf(begun, load).join();
      deed.run();
      return load.join();
    }
  }

  /** Payments for so long; begun is complete when the first may be sent. */
  private LoadReport load(long seed, Duration length, CompletableFuture<Void> begun) {
    var generator =
        new LoadGenerator(devnet.gateway(), devnet.genesis().hash(), devnet.devnet().keys().load());
    return generator.run(
        new LoadPlan(rate, (int) length.toSeconds(), 2, 2, 0.01, 0.05),
        new Random(seed),
        line -> {
          devnet.note(line);
          if (line.startsWith("Signed")) {
            begun.complete(null);
          }
        });
  }

  /** Whatever was acknowledged has the right end, and what is public is sound, up to its end. */
  void assertNothingIsLost(LoadReport report, ChainStream whole) throws Exception {
    assertThat(report.unexpected()).isEmpty();
    assertThat(report.lost()).isZero();
    assertThat(report.refused()).isZero();
    assertThat(report.conflictPairs()).isPositive();
    Poll.untilTrue(
        "sequence " + whole.lastSequence() + " in the ledger",
        LEDGER_LIMIT,
        () -> LedgerSnapshot.sequenceOf(devnet.devnet().database()) >= whole.lastSequence());
    PublicStream.of(devnet).assertSound();
  }
}
