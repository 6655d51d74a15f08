package io.timecoin.devnet.route;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.suite.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Finds the highest rate that a stage holds. */
final class Maximum {
  private static final double PRECISION = 0.05;

  /** What was held for seconds may be too much for minutes: then a little less is tried. */
  private static final double LESS = 0.93;

  private static final int MOST_HOLDS = 4;

  private final Stage stage;
  private final Progress progress;

  Maximum(Stage stage, Progress progress) {
    this.stage = stage;
    this.progress = progress;
  }

  /**
   * The steps of a search, in their order.
   *
   * @param held the highest rate that was held, 0 when none was
   */
  record Found(int held, List<StepResult> steps) {
    Found {
      steps = List.copyOf(steps);
    }

    /** The step that held it. */
    StepResult best() {
      return steps.stream()
          .filter(step -> step.held() && step.offeredPerSecond() == held)
          .findFirst()
          .orElseThrow(() -> new LauncherFailure("no rate was held at all"));
    }
  }

  /** Tries rate after rate. */
  Found search(int first, Duration step) {
    progress.say("Looking for the highest rate that is held");
    var search = new RateSearch(first, RoutePlan.CEILING, PRECISION);
    var steps = new ArrayList<StepResult>();
    for (OptionalInt rate = search.next(); rate.isPresent(); rate = search.next()) {
      StepResult result = stage.measure(rate.getAsInt(), step);
      steps.add(result);
      search.tried(result.held());
    }
    return new Found(search.held(), steps);
  }

  /** Offers the rate for long, and less where it is not held; the last one is the result. */
  List<StepResult> hold(int rate, Duration length) {
    var holds = new ArrayList<StepResult>();
    int tried = rate;
    while (holds.isEmpty() || (!holds.getLast().held() && holds.size() < MOST_HOLDS)) {
      progress.say("Holding %,d payments/s for %d s".formatted(tried, length.toSeconds()));
      holds.add(stage.measure(tried, length));
      tried = (int) (tried * LESS);
    }
    return holds;
  }
}
