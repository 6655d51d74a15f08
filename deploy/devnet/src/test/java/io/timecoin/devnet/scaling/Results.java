package io.timecoin.devnet.scaling;

import io.timecoin.devnet.load.LoadReport.Percentiles;
import io.timecoin.devnet.scaling.ChangesResult.Change;
import io.timecoin.devnet.scaling.ChangesResult.Longest;
import java.util.List;

/** Results as a run gives them. */
final class Results {
  private Results() {}

  static ChangesResult changes(long lost, long twice, long twiceFinal, long outOfOrder) {
    return new ChangesResult(
        100,
        9_000,
        9_000,
        lost,
        0,
        3,
        twice,
        twiceFinal,
        outOfOrder,
        17,
        new Percentiles(9, 30, 44, 7_012),
        List.of(new Change(6, 1, 2, "started", 310), new Change(30.5, 4, 1, "killed", 7_012)),
        List.of(new Longest(0, 12), new Longest(0.5, 7_012), new Longest(40, 9)),
        List.of());
  }

  static ShareResult share() {
    return ShareResult.of(
        0.25,
        List.of(
            window(1, 10_000, 0.25),
            window(2, 19_500, 0.5),
            window(4, 38_000, 1),
            window(1, 10_200, 0.25),
            window(2, 19_700, 0.5),
            window(4, 37_000, 1),
            window(1, 9_000, 0.25),
            window(2, 12_000, 0.5),
            window(4, 38_500, 1)));
  }

  static CoreResult core() {
    return CoreResult.of(
        List.of(window(1, 32_000, 1), window(1, 31_000, 1), window(1, 33_000, 1)),
        List.of(window(1, 40_000, 1), window(1, 41_000, 1), window(1, 39_000, 1)));
  }

  /** Ten seconds. */
  static Window window(int instances, long rate, double cores) {
    return new Window(instances, 10, 10 * rate, (long) (10e9 * cores), 2_000_000_000L);
  }

  static ScalingReport report(CoreResult core, ShareResult share, ChangesResult changes) {
    return new ScalingReport("Some CPU", 2, "2026-11-27T04:00:00Z", core, share, changes);
  }
}
