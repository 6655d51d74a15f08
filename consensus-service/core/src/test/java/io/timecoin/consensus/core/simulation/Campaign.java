package io.timecoin.consensus.core.simulation;

import java.util.ArrayList;
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

  /** One seed's run. */
  record Result(Scenario scenario, Outcome outcome) {
    boolean failed() {
      return outcome.violation().isPresent();
    }
  }

  /** In the order of the seeds. */
  List<Result> run() {
    return run(_ -> {});
  }

  /**
   * The same.
   *
   * @param listener told of each result, in order
   */
  List<Result> run(Consumer<Result> listener) {
    try (var workers = Executors.newFixedThreadPool(2)) {
      List<Future<Result>> running = new ArrayList<>();
      for (long seed = from; seed < from + seeds; seed++) {
        var scenario = ScenarioDraw.of(seed);
        running.add(workers.submit(() -> run(scenario)));
      }
      List<Result> results = new ArrayList<>();
      for (Future<Result> each : running) {
        var result = each.get();
        listener.accept(result);
        results.add(result);
      }
      return results;
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
