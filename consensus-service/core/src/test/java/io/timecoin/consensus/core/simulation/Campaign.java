package io.timecoin.consensus.core.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Many seeds on both cores; each run is on one thread of its own and shares nothing with others.
 *
 * @param from the first seed
 * @param seeds how many
 */
record Campaign(long from, int seeds, Craft craft, SignatureScheme scheme) {
  private static final int WORKERS = 2;

  /** Runs that wait while an earlier, longer one is told first. */
  private static final int MOST_AHEAD = 64;

  /** One seed's run. */
  record Result(Scenario scenario, Outcome outcome) {
    boolean failed() {
      return outcome.violation().isPresent();
    }
  }

  /** In the order of the seeds. */
  List<Result> run() {
    List<Result> results = new ArrayList<>();
    run(results::add);
    return results;
  }

  /**
   * The same, without keeping them.
   *
   * @param listener told of each result, in order
   */
  void run(Consumer<Result> listener) {
    Deque<Future<Result>> running = new ArrayDeque<>();
    try (var workers = Executors.newFixedThreadPool(WORKERS)) {
      for (long seed = from; seed < from + seeds; seed++) {
        var scenario = ScenarioDraw.of(seed);
        running.add(workers.submit(() -> run(scenario)));
        if (running.size() > MOST_AHEAD) {
          listener.accept(running.remove().get());
        }
      }
      for (Future<Result> each : running) {
        listener.accept(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulator itself failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Result run(Scenario scenario) {
    return new Result(scenario, Simulation.run(scenario, craft, scheme, 0));
  }
}
