package io.timecoin.devnet.scaling;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.cpu.CpuShares;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.load.LoadGenerator;
import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import io.timecoin.devnet.load.LoadReport.Percentiles;
import io.timecoin.devnet.load.LoadRun;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.GenesisHash;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One verifier, two, four and one again while payments are made: once those that leave are stopped
 * in good order, once they are killed. All in a whole devnet, so that it is the mempool itself that
 * recognises what was verified twice.
 */
final class MemberChanges {
  /** Before the first change: the services have only just started. */
  private static final Duration SETTLING = Duration.ofSeconds(30);

  /** After a change in good order. */
  private static final Duration CALM = Duration.ofSeconds(6);

  /** After a kill: a session lasts 6 s, and what waited has to be caught up. */
  private static final Duration CALM_AFTER_KILL = Duration.ofSeconds(14);

  /** More than all changes take. */
  private static final int MOST_SECONDS = 500;

  /**
   * Of a core, for an instance that starts: beside what it is to help it would take most of this
   * machine's processors otherwise, which no instance does that has a machine of its own.
   */
  private static final double STARTING_CORES = 0.4;

  private final ScalingPlan plan;
  private final Devnet devnet;
  private final Progress progress;
  private final List<Step> steps = new ArrayList<>();

  MemberChanges(ScalingPlan plan, Devnet devnet, Progress progress) {
    this.plan = plan;
    this.devnet = devnet;
    this.progress = progress;
  }

  ChangesResult measure() {
    progress.say(
        "1, 2, 4 instances and 1 again under %d payments/s".formatted(plan.loadPerSecond()));
    LoadRun prepared = prepared();
    var topics = new NodeTopics(devnet.kafkaBootstrap(), devnet.kafkaPrefix());
    var route = new RouteReader(topics);
    try (JournalWatch journal = JournalWatch.start(topics)) {
      LoadReport load = changedUnder(prepared);
      progress.say("  reading what became of %,d payments".formatted(load.submitted()));
      return result(load, journal.end(), route.read());
    }
  }

  private LoadRun prepared() {
    var generator =
        new LoadGenerator(devnet.gateway(), GenesisHash.of(devnet.folder()), devnet.keys().load());
    var load =
        new LoadPlan(
            plan.loadPerSecond(),
            MOST_SECONDS,
            InventedPayments.INPUTS,
            InventedPayments.OUTPUTS,
            0,
            0);
    return generator.prepare(load, new Random(1), line -> progress.say("  " + line));
  }

  private LoadReport changedUnder(LoadRun prepared) {
    var goesOn = new AtomicBoolean(true);
    // No progress: the run is to end long before all is sent.
    var load = new FutureTask<>(() -> prepared.run(goesOn::get, _ -> {}));
    Thread.ofPlatform().name("load").daemon().start(load);
    try (CpuShares shares = CpuShares.start();
        var verifiers = new Verifiers(devnet, "changing", Map.of(), List.of())) {
      Waiting.pause(SETTLING);
      for (boolean kill : new boolean[] {false, true}) {
        step(1, 2, "started", CALM, () -> join(1, verifiers, shares));
        step(2, 4, "started", CALM, () -> join(2, verifiers, shares));
        if (kill) {
          step(4, 1, "killed", CALM_AFTER_KILL, () -> verifiers.killDownTo(0));
        } else {
          step(4, 1, "stopped", CALM, () -> verifiers.stopDownTo(0));
        }
      }
      if (load.isDone()) {
        throw new LauncherFailure("the payments ended before the last change");
      }
    } finally {
      goesOn.set(false);
    }
    return report(load);
  }

  private void join(int more, Verifiers verifiers, CpuShares shares) {
    verifiers.startHeld(more, STARTING_CORES, shares, progress);
  }

  private void step(int before, int after, String how, Duration calm, Runnable change) {
    progress.say("  %d to %d instances (%s)".formatted(before, after, how));
    steps.add(new Step(before, after, how, System.currentTimeMillis()));
    change.run();
    Waiting.pause(calm);
  }

  private static LoadReport report(FutureTask<LoadReport> load) {
    try {
      return load.get();
    } catch (ExecutionException e) {
      throw new LauncherFailure("the payments failed: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }

  private ChangesResult result(LoadReport load, Admissions admissions, RouteTrace route) {
    List<RouteTrace.Wait> waits = route.waits();
    long origin = waits.isEmpty() ? 0 : waits.getFirst().arrivedMillis();
    return new ChangesResult(
        plan.loadPerSecond(),
        load.submitted(),
        load.finalCount(),
        load.lost(),
        route.unverified(),
        route.handedInAgain(),
        admissions.twice(),
        route.twiceFinal(),
        route.outOfOrder(),
        route.again(),
        Percentiles.of(waits.stream().mapToDouble(RouteTrace.Wait::millis).toArray()),
        ChangesResult.changes(steps, waits, origin),
        ChangesResult.longest(waits, origin),
        load.unexpected());
  }
}
