package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.load.LoadGenerator;
import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import io.timecoin.devnet.suite.Replicas;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Under load with rivals and defects every process of a masternode with standbys dies by kill -9,
 * broker and database too: nothing acknowledged is lost, and nothing happens twice.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class KillCampaignE2E {
  private static final Replicas REPLICAS = new Replicas(2, 1);
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final int PROCESSES = 11;
  private static final Duration LEDGER_LIMIT = Duration.ofSeconds(60);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Boolean.getBoolean("test.full") ? 10 : 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @SuppressWarnings("SystemOut")
  void nothingAcknowledgedIsLostAndNothingHappensTwice(long seed) throws Exception {
    try (RunningDevnet devnet = RunningDevnet.started("kills", REPLICAS, INTERVAL)) {
      try {
        campaign(devnet, seed);
      } catch (AssertionError | RuntimeException e) {
        devnet.tell("seed " + seed);
        throw e;
      }
    }
  }

  @SuppressWarnings("SystemOut")
  private static void campaign(RunningDevnet devnet, long seed) throws Exception {
    LoadReport report;
    List<KillCampaign.Kill> kills;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var generator =
          new LoadGenerator(
              devnet.gateway(), devnet.genesis().hash(), devnet.devnet().keys().load());
      int seconds = (int) KillCampaign.atMost(PROCESSES).toSeconds() / 2;
      var begun = new CompletableFuture<Void>();
      CompletableFuture<LoadReport> load =
          CompletableFuture.supplyAsync(
              () ->
                  generator.run(
                      new LoadPlan(300, seconds, 2, 2, 0.01, 0.05),
                      new Random(seed),
                      line -> {
                        devnet.note(line);
                        if (line.startsWith("Signed")) {
                          begun.complete(null);
                        }
                      }),
              executor);
      CompletableFuture.anyOf(begun, load).join();
      kills = new KillCampaign(devnet.devnet(), new Random(seed)).run();
      kills.forEach(kill -> devnet.note(kill.toString()));
      report = load.join();
    }
    System.out.println("seed " + seed + ": " + report);
    ChainStream whole = ChainStream.read(devnet);
    System.out.println(Recovery.table(kills, whole));

    assertThat(kills).hasSize(PROCESSES);
    assertThat(report.unexpected()).isEmpty();
    assertThat(report.lost()).isZero();
    assertThat(report.refused()).isZero();
    assertThat(report.conflictPairs()).isPositive();
    awaitLedger(devnet, whole.lastSequence());
    PublicStream.of(devnet).assertSound();
  }

  private static void awaitLedger(RunningDevnet devnet, long sequence) {
    Poll.untilTrue(
        "sequence " + sequence + " in the ledger",
        LEDGER_LIMIT,
        () -> LedgerSnapshot.sequenceOf(devnet.devnet().database()) >= sequence);
  }
}
