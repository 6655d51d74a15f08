package io.timecoin.devnet.suite;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The same done to several at once. */
public final class Together {
  private Together() {}

  /** All at once; returns when all is done, also when this thread is interrupted meanwhile. */
  public static <T> void run(List<T> all, Consumer<T> what) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(each -> threads.execute(() -> what.accept(each)));
    }
  }

  /** At most so many at once; the first failure interrupts the others and is thrown. */
  static <T> void run(List<T> all, int atOnce, Consumer<T> what) {
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      var ends = new ExecutorCompletionService<T>(threads);
      for (T each : all) {
        ends.submit(() -> what.accept(each), each);
      }
      try {
        for (int i = 0; i < all.size(); i++) {
          T unused = ends.take().get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof RuntimeException foreseen
            ? foreseen
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw Waiting.interrupted(e);
      }
    }
  }
}
