package io.timecoin.protocol.ed25519;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** Runs long campaigns on all processors. */
final class Parallel {
  private Parallel() {}

  /**
   * Calls {@code task} with every number below {@code rounds}. The first failure ends the campaign
   * and is thrown.
   *
   * @param workers makes what each thread works with
   */
  static <W> void run(int rounds, Supplier<W> workers, ObjIntConsumer<W> task) {
    AtomicInteger next = new AtomicInteger();
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> work(next, rounds, workers.get(), task)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <W> void work(AtomicInteger next, int rounds, W worker, ObjIntConsumer<W> task) {
    boolean done = false;
    try {
      for (int round = next.getAndIncrement(); round < rounds; round = next.getAndIncrement()) {
        task.accept(worker, round);
      }
      done = true;
    } finally {
      if (!done) {
        next.set(rounds);
      }
    }
  }
}
