package io.timecoin.devnet.route;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.bench.OwnDevnet;
import io.timecoin.devnet.cpu.CpuName;
import io.timecoin.devnet.route.RoutePlan.Part;
import io.timecoin.devnet.route.RouteReport.Machine;
import io.timecoin.devnet.route.RouteReport.Parts;
import io.timecoin.devnet.suite.Agreement;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * How many payments a second the whole route carries on this machine, measured in devnets of its
 * own that end with the measurement.
 */
public final class RouteBench {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final List<Double> SHARES = List.of(0.1, 0.5, 0.9);

  /** Of the highest rate, at which a search of another condition begins. */
  private static final double CAUTION = 0.5;

  private final RoutePlan plan;
  private final GrowthPlan growth;
  private final Progress progress;

  public RouteBench(RoutePlan plan, GrowthPlan growth, Progress progress) {
    this.plan = plan;
    this.growth = growth;
    this.progress = progress;
  }

  /**
   * Measures; everything that was started is stopped when this returns, also by an exception or
   * after Ctrl-C. Of a failure the devnet's folder stays, for its logs.
   *
   * @throws LauncherFailure when a part does not start, or a measurement makes no sense
   */
  public RouteReport run() {
    Parts parts =
        plan.hasAnyButGrowth()
            ? OwnDevnet.use("route", this::measure)
            : new Parts(List.of(), List.of(), List.of(), null, List.of(), true);
    if (plan.has(Part.GROWTH)) {
      int held = parts.holds().isEmpty() ? 0 : parts.holds().getLast().offeredPerSecond();
      GrowthPlan from = held == 0 ? growth : growth.from((int) (held * CAUTION));
      parts =
          new Parts(
              parts.search(),
              parts.holds(),
              parts.shares(),
              parts.flood(),
              new Growth(from, progress).measure(),
              parts.agreed());
    }
    var machine =
        new Machine(
            CpuName.ofThisMachine(),
            PROCESSORS,
            Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
    return RouteReport.of(machine, plan, parts);
  }

  private Parts measure(DevnetFolder folder) {
    var kind = new RouteDevnet(plan.masternodes(), plan.verifiers(), 0);
    try (Devnet devnet = kind.start(folder, progress)) {
      var maker = new StageMaker(devnet, progress);
      progress.say("Making %,d coins".formatted(PaymentPairs.INPUTS * plan.pairs()));
      Stage stage = maker.stage(plan.pairs());
      if (!plan.warmUp().isZero()) {
        progress.say("Warming up for %d s".formatted(plan.warmUp().toSeconds()));
        stage.warmUp(plan.first(), plan.warmUp());
      }
      var maximum = new Maximum(stage, progress);
      List<StepResult> search =
          plan.fixed().isPresent() ? List.of() : maximum.search(plan.first(), plan.step()).steps();
      List<StepResult> holds = hold(devnet, maximum, rate(search));
      StepResult held = holds.getLast();
      return new Parts(
          search,
          holds,
          plan.has(Part.SHARES) ? shares(stage, held.offeredPerSecond()) : List.of(),
          plan.has(Part.FLOOD) ? flood(maker, stage, held) : null,
          List.of(),
          agree(devnet));
    }
  }

  private int rate(List<StepResult> search) {
    return plan.fixed()
        .orElseGet(
            () ->
                search.stream()
                    .filter(StepResult::held)
                    .mapToInt(StepResult::offeredPerSecond)
                    .max()
                    .orElseThrow(() -> new LauncherFailure("no rate was held at all")));
  }

  /**
   * Without the part maximum the rate need not be held for long: the others only want to know it.
   */
  private List<StepResult> hold(Devnet devnet, Maximum maximum, int rate) {
    Duration length = plan.has(Part.MAXIMUM) ? plan.hold() : plan.step();
    if (plan.recordings().isEmpty()) {
      return maximum.hold(rate, length);
    }
    var recordings = new Recordings(devnet, plan.recordings().get());
    recordings.start();
    List<StepResult> holds = maximum.hold(rate, length);
    recordings.stop();
    return holds;
  }

  private List<StepResult> shares(Stage stage, int rate) {
    var steps = new ArrayList<StepResult>();
    for (double share : SHARES) {
      progress.say("%.0f %% of %,d payments/s".formatted(100 * share, rate));
      steps.add(stage.measure(Math.max(1, (int) (share * rate)), plan.share()));
    }
    return steps;
  }

  private FloodResult flood(StageMaker maker, Stage stage, StepResult held) {
    return new Flood(maker, stage, progress)
        .measure(held.offeredPerSecond(), held.finalPerSecond(), plan.flood());
  }

  private boolean agree(Devnet devnet) {
    try {
      progress.say("All masternodes at " + Agreement.await(devnet.masternodes(), 0));
      return true;
    } catch (LauncherFailure e) {
      progress.say(e.getMessage());
      return false;
    }
  }
}
