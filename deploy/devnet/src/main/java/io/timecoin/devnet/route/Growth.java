package io.timecoin.devnet.route;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.bench.OwnDevnet;
import io.timecoin.devnet.route.GrowthPoint.Condition;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How rate and cost change with the number of coins, of masternodes and of verifiers. */
final class Growth {
  private final GrowthPlan plan;
  private final Progress progress;

  Growth(GrowthPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** All points, by what was varied. */
  List<GrowthPoint> measure() {
    var points = new ArrayList<GrowthPoint>();
    if (!plan.utxos().isEmpty()) {
      points.addAll(OwnDevnet.use("route-utxos", this::utxos));
    }
    for (int masternodes : plan.masternodes()) {
      points.addAll(
          OwnDevnet.use(
              "route-nodes",
              folder ->
                  point(
                      folder,
                      new RouteDevnet(masternodes, 1, 0),
                      Condition.MASTERNODES,
                      masternodes)));
    }
    for (int verifiers : plan.verifiers()) {
      points.addAll(
          OwnDevnet.use(
              "route-verifiers",
              folder ->
                  point(folder, new RouteDevnet(1, verifiers, 0), Condition.VERIFIERS, verifiers)));
    }
    return points;
  }

  /** More and more coins on one devnet, of which the same few are spent. */
  private List<GrowthPoint> utxos(DevnetFolder folder) {
    progress.say("Growth: coins");
    int most = Collections.max(plan.utxos());
    var points = new ArrayList<GrowthPoint>();
    try (Devnet devnet = new RouteDevnet(1, 1, most).start(folder, progress)) {
      var maker = new StageMaker(devnet, progress);
      Stage stage = maker.stage(Math.min(plan.pairs(), Collections.min(plan.utxos()) * 9 / 20));
      stage.warmUp(plan.first(), plan.warmUp());
      for (int utxos : plan.utxos().stream().sorted().toList()) {
        maker.fill(utxos);
        add(points, Condition.UTXOS, utxos, maker, stage, plan.first());
      }
    }
    return points;
  }

  private List<GrowthPoint> point(
      DevnetFolder folder, RouteDevnet kind, Condition condition, int value) {
    progress.say("Growth: %s: %d".formatted(condition.title(), value));
    // All masternodes share this machine, and each verifies everything.
    int first = Math.max(10, plan.first() / (2 * kind.masternodes() - 1));
    var points = new ArrayList<GrowthPoint>();
    try (Devnet devnet = kind.start(folder, progress)) {
      var maker = new StageMaker(devnet, progress);
      Stage stage = maker.stage(plan.pairs());
      stage.warmUp(first, plan.warmUp());
      add(points, condition, value, maker, stage, first);
    }
    return points;
  }

  private void add(
      List<GrowthPoint> points,
      Condition condition,
      int value,
      StageMaker maker,
      Stage stage,
      int first) {
    int utxos = maker.utxos();
    Maximum.Found found = new Maximum(stage, progress).search(first, plan.step());
    try {
      points.add(new GrowthPoint(condition, value, utxos, found.best(), found.steps()));
    } catch (LauncherFailure e) {
      progress.say("  %s %,d: %s".formatted(condition.title(), value, e.getMessage()));
    }
  }
}
