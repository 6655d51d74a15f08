package io.timecoin.devnet.route;

import io.timecoin.devnet.bench.Figures;
import io.timecoin.devnet.load.DefectivePayments;
import io.timecoin.devnet.load.Preparation;
import io.timecoin.devnet.route.FloodResult.Memory;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.crypto.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Ten times what a node holds, half of it invalid, from many clients that come again at once
 * whatever they are told; then a light load of honest payments, which shows when the node is back.
 */
final class Flood {
  private static final int TIMES = 10;
  private static final int CLIENTS = 32;
  private static final int PER_REQUEST = 100;

  /** Different ones; a gateway remembers some ten thousand. */
  private static final int INVALID = 30_000;

  /** Sound payments that are signed beforehand, as a share of what is final in the time. */
  private static final double IN_RESERVE = 1.3;

  private static final Duration PACE = Duration.ofMillis(2);
  private static final Duration AFTERWARDS = Duration.ofSeconds(30);

  /** The longest that PROTOCOL §5.4 lets an orphan wait, and a little more. */
  private static final Duration LAST_WAIT = Duration.ofMinutes(6);

  /** Pairs of coins of the honest payments afterwards. */
  private static final int HONEST_PAIRS = 2_000;

  private final StageMaker maker;
  private final Stage stage;
  private final Processes processes;
  private final Progress progress;

  Flood(StageMaker maker, Stage stage, Progress progress) {
    this.maker = maker;
    this.stage = stage;
    this.processes = new Processes(stage.devnet());
    this.progress = progress;
  }

  /**
   * Floods the first masternode.
   *
   * @param maximum payments a second that it holds
   * @param calm payments that are final in a second at this rate
   */
  FloodResult measure(int maximum, double calm, Duration length) {
    progress.say(
        "Flood: %,d payments/s from %d clients for %d s, half of them invalid"
            .formatted(TIMES * maximum, CLIENTS, length.toSeconds()));
    InvalidItems invalid = invalid();
    Stage honest = maker.stage(HONEST_PAIRS);
    int honestRate = Math.max(10, maximum / 10);
    int count = stage.pairs().count() + (int) (maximum * length.toSeconds() * IN_RESERVE);
    try (SignedLoad afterwards =
            honest
                .pairs()
                .load(
                    honest.loadFile().resolveSibling("signed-honest"),
                    (int) (honestRate * AFTERWARDS.toSeconds()));
        SignedLoad load = stage.pairs().load(stage.loadFile(), count);
        var ledger = new LedgerCount(stage.topics())) {
      var fates = new Fates(load.size());
      var supply = new FloodSupply(load.size(), stage.pairs().count());
      try (var finality = FinalityWatch.start(stage.topics(), load, fates, supply::isFinal)) {
        var run = new Run(load, fates, supply, invalid);
        run.flood(TIMES * maximum, length);
        progress.say("  flood over; honest payments at %,d/s".formatted(honestRate));
        double back = back(afterwards, honestRate, run.endNanos);
        int withoutEnd = new LastEnds(stage.devnet().gateway(), load, fates, LAST_WAIT).await();
        finality.requireAlive();
        LedgerCount.Count inLedger = ledger.await(load, fates.finals(), 0, Long.MAX_VALUE);
        stage.pairs().settle(load, fates::isFinal);
        return run.result(maximum, calm, back, withoutEnd, inLedger);
      }
    }
  }

  private InvalidItems invalid() {
    Preparation.Coins coins = maker.forDefects();
    return InvalidItems.make(
        new DefectivePayments(
            maker.signer(), coins.bait(), coins.spent(), KeyPair.generate(new SecureRandom())),
        INVALID);
  }

  /** Seconds from the flood's end until no honest payment took longer than it must any more. */
  private double back(SignedLoad load, int rate, long floodEnd) {
    var fates = new Fates(load.size());
    try (var finality = FinalityWatch.start(stage.topics(), load, fates);
        var client = new Submission(Optional.empty())) {
      new OpenLoop(stage.gateways(), load, fates, rate).run(client, () -> true);
      int unused =
          new LastEnds(stage.devnet().gateway(), load, fates, Duration.ofMinutes(1)).await();
      finality.requireAlive();
    }
    long limit = Duration.ofMillis((long) StepResult.FINALITY_P99_MILLIS).toNanos();
    return Math.max(0, fates.lastSlowNanos(floodEnd, limit)) / 1e9;
  }

  /** One flood and what was seen of it. */
  private final class Run {
    private final Fates fates;
    private final FloodTally tally = new FloodTally();
    private final FloodClient.Material material;
    private SequencedMap<String, Long> memoryBefore;
    private SequencedMap<String, Long> memoryLargest;
    private SequencedMap<String, Long> cpuBefore;
    private SequencedMap<String, Long> cpuAfter;
    private long beginNanos;
    private long endNanos;

    Run(SignedLoad load, Fates fates, FloodSupply supply, InvalidItems invalid) {
      this.fates = fates;
      this.material =
          new FloodClient.Material(load, fates, supply, new InvalidSupply(invalid), PER_REQUEST);
    }

    void flood(int rate, Duration length) {
      memoryBefore = processes.memoryMegabytes();
      List<FloodClient> clients =
          IntStream.rangeClosed(1, CLIENTS)
              .mapToObj(
                  number -> new FloodClient(number, stage.gateways().getFirst(), material, tally))
              .toList();
      try (MemoryWatch memory = MemoryWatch.start(processes)) {
        cpuBefore = processes.cpuNanos();
        beginNanos = System.nanoTime();
        pace(clients, rate, length);
        cpuAfter = processes.cpuNanos();
        clients.forEach(FloodClient::awaitAnswers);
        endNanos = System.nanoTime();
        memoryLargest = memory.largest();
      } finally {
        clients.forEach(FloodClient::close);
      }
    }

    private void pace(List<FloodClient> clients, int rate, Duration length) {
      long due = 0;
      while (System.nanoTime() - beginNanos < length.toNanos()) {
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        for (long now = (long) (seconds * rate / PER_REQUEST); due < now; due++) {
          clients.get((int) (due % clients.size())).tick();
        }
        Waiting.pause(PACE);
      }
    }

    FloodResult result(
        int maximum, double calm, double back, int withoutEnd, LedgerCount.Count inLedger) {
      double seconds = (endNanos - beginNanos) / 1e9;
      double finals = fates.finalsBetween(beginNanos, endNanos) / seconds;
      return new FloodResult(
          maximum,
          Math.round(tally.payments() / seconds),
          CLIENTS,
          tally.requests(),
          tally.withoutRetryAfter(),
          tally.refusalMillis(),
          tally.takenMillis(),
          Figures.rounded(calm, 1),
          Figures.rounded(finals, 1),
          Figures.rounded(calm == 0 ? 0 : finals / calm, 2),
          Figures.rounded(back, 1),
          fates.acknowledged(),
          fates.finals(),
          fates.ended(),
          withoutEnd + Math.max(0, fates.finals() - inLedger.payments()),
          fates.twiceFinal() + inLedger.again(),
          InvalidEnds.missing(stage.devnet().gateway(), material.invalid().takenWtxids()),
          memory(processes.memoryMegabytes()),
          cores(seconds));
    }

    private Map<String, Memory> memory(Map<String, Long> after) {
      var memory = new LinkedHashMap<String, Memory>();
      memoryBefore.forEach(
          (process, before) ->
              memory.put(
                  process,
                  new Memory(
                      before,
                      memoryLargest.getOrDefault(process, before),
                      after.getOrDefault(process, 0L))));
      return memory;
    }

    private Map<String, Double> cores(double seconds) {
      var cores = new LinkedHashMap<String, Double>();
      cpuAfter.forEach(
          (process, nanos) ->
              cores.put(
                  process, Figures.rounded((nanos - cpuBefore.get(process)) / 1e9 / seconds, 2)));
      return cores;
    }
  }
}
