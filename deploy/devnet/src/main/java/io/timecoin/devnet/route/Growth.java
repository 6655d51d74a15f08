package io.timecoin.devnet.route;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.bench.InterruptedMeasurement;
import io.timecoin.devnet.bench.OwnDevnet;
import io.timecoin.devnet.route.GrowthPoint.Condition;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * How rate and cost change with the number of coins, of masternodes and of verifiers. What cannot
 * be measured is told and left out.
 */
final class Growth {
  private final GrowthPlan plan;
  private final Progress progress;
  private final List<GrowthPoint> points = new ArrayList<>();

  Growth(GrowthPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** All points, by what was varied. */
  List<GrowthPoint> measure() {
    if (!plan.utxos().isEmpty()) {
      on("route-utxos", this::utxos);
    }
    for (int masternodes : plan.masternodes()) {
      on(
          "route-nodes",
          folder ->
              point(
                  folder, new RouteDevnet(masternodes, 1, 0), Condition.MASTERNODES, masternodes));
    }
    for (int verifiers : plan.verifiers()) {
      on(
          "route-verifiers",
          folder ->
              point(folder, new RouteDevnet(1, verifiers, 0), Condition.VERIFIERS, verifiers));
    }
    return List.copyOf(points);
  }

  private void on(String name, Consumer<DevnetFolder> measurement) {
    try {
      int unused =
          OwnDevnet.use(
              name,
              folder -> {
                measurement.accept(folder);
                return points.size();
              });
    } catch (InterruptedMeasurement e) {
      throw e;
    } catch (LauncherFailure | RpcFailure e) {
      progress.say("  not measured: " + e.getMessage());
    }
  }

  /** More and more coins on one devnet, of which the same few are spent. */
  private void utxos(DevnetFolder folder) {
    progress.say("Growth: coins");
    int most = Collections.max(plan.utxos());
    try (Devnet devnet = new RouteDevnet(1, 1, most).start(folder, progress)) {
      var maker = new StageMaker(devnet, progress);
      Stage stage = maker.stage(Math.min(plan.pairs(), Collections.min(plan.utxos()) * 9 / 20));
      stage.warmUp(plan.first(), plan.warmUp());
      for (int utxos : plan.utxos().stream().sorted().toList()) {
        maker.fill(utxos);
        GrowthPoint point = measure(Condition.UTXOS, utxos, maker, stage, plan.first());
        points.add(point.withMempoolStart(mempoolStart(devnet)));
      }
    }
  }

  private void point(DevnetFolder folder, RouteDevnet kind, Condition condition, int value) {
    progress.say("Growth: %s: %d".formatted(condition.title(), value));
    // All masternodes share this machine, and each verifies everything.
    int first = Math.max(10, plan.first() / (2 * kind.masternodes() - 1));
    try (Devnet devnet = kind.start(folder, progress)) {
      var maker = new StageMaker(devnet, progress);
      Stage stage = maker.stage(plan.pairs());
      stage.warmUp(first, plan.warmUp());
      points.add(measure(condition, value, maker, stage, first));
    }
  }

  /** Fails where no rate was held. */
  private GrowthPoint measure(
      Condition condition, int value, StageMaker maker, Stage stage, int first) {
    int utxos = maker.utxos();
    Maximum.Found found = new Maximum(stage, progress).search(first, plan.step());
    return GrowthPoint.of(condition, value, utxos, found.best(), found.steps());
  }

  /** Seconds that a mempool takes to be ready again after an orderly stop. */
  private double mempoolStart(Devnet devnet) {
    List<ServiceProcess> mempool = devnet.masternode().services(ServiceKind.MEMPOOL);
    mempool.forEach(ServiceProcess::stop);
    long begin = System.nanoTime();
    devnet.start(mempool, progress);
    return (System.nanoTime() - begin) / 1e9;
  }
}
