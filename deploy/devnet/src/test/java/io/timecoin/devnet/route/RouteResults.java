package io.timecoin.devnet.route;

import io.timecoin.devnet.load.LoadReport.Percentiles;
import io.timecoin.devnet.route.FloodResult.Memory;
import io.timecoin.devnet.route.GrowthPoint.Condition;
import io.timecoin.devnet.route.RouteReport.Machine;
import io.timecoin.devnet.route.RouteReport.Parts;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Results as a run gives them. */
final class RouteResults {
  private RouteResults() {}

  static StepResult step(int rate, boolean held, int lost) {
    return new StepResult(
        rate,
        12,
        rate,
        held ? rate : rate * 0.8,
        held ? rate : rate * 0.8,
        15 * rate,
        15 * rate,
        15 * rate - lost,
        15 * rate - lost,
        lost,
        0,
        0,
        0,
        new Percentiles(310, 500, held ? 900 : 4_500, 5_000),
        held ? 0 : rate * 0.2,
        !held,
        held,
        1.93,
        Map.of("p2p-gateway", 101.5, "all", 640.0),
        List.of(new QueueGrowth(Queue.POOL, Queue.POOL.title(), "payments", 9_000, 8_000, 610.5)),
        held ? null : Queue.POOL.title());
  }

  static FloodResult flood(int lost) {
    return new FloodResult(
        3_000,
        29_500,
        32,
        new TreeMap<>(Map.of("202", 3_000, "503", 7_000)),
        0,
        new Percentiles(3, 20, 60, 88),
        new Percentiles(40, 90, 200, 400),
        3_000,
        2_550,
        0.85,
        3.5,
        100_000,
        99_000,
        1_000,
        lost,
        0,
        0,
        Map.of("kafka", new Memory(700, 720, 710)),
        Map.of("kafka", 0.3));
  }

  static GrowthPoint point(Condition condition, int value, int rate, double micros) {
    StepResult step = step(rate, true, 0);
    var best =
        new StepResult(
            step.offeredPerSecond(),
            step.seconds(),
            step.acceptedPerSecond(),
            step.finalPerSecond(),
            step.ledgerPerSecond(),
            step.submitted(),
            step.acknowledged(),
            step.finalCount(),
            step.inLedger(),
            0,
            0,
            0,
            0,
            step.finalityMillis(),
            0,
            false,
            true,
            1.9,
            Map.of("all", micros),
            List.of(),
            null);
    return GrowthPoint.of(condition, value, value, best, List.of(best));
  }

  static List<GrowthPoint> growth() {
    return List.of(
        point(Condition.UTXOS, 10_000, 3_000, 600),
        point(Condition.UTXOS, 1_000_000, 2_800, 660),
        point(Condition.MASTERNODES, 1, 3_000, 600),
        point(Condition.MASTERNODES, 4, 400, 4_800));
  }

  static Parts all(int lost) {
    return new Parts(
        List.of(step(2_000, true, 0), step(3_000, true, 0), step(4_000, false, 0)),
        List.of(step(3_000, true, lost)),
        List.of(step(300, true, 0)),
        flood(0),
        growth(),
        true);
  }

  static RouteReport report(Parts parts) {
    return RouteReport.of(new Machine("Some CPU", 2, "2026-11-27T04:00:00Z"), plan(), parts);
  }

  private static RoutePlan plan() {
    Duration second = Duration.ofSeconds(1);
    return new RoutePlan(
        EnumSet.allOf(RoutePlan.Part.class),
        1,
        1,
        30_000,
        second,
        second,
        second,
        second,
        second,
        800,
        OptionalInt.empty(),
        Optional.empty());
  }
}
