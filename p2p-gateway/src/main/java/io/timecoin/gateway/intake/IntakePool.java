package io.timecoin.gateway.intake;

import io.timecoin.gateway.limits.ByteBudget;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that decode what clients hand in. They are few, so that a flood of requests takes no
 * more of the processors than them, and so many bytes wait for them at most, so that who comes
 * beyond it hears it at once and not when its turn would be. Thread-safe; never blocks.
 */
public final class IntakePool implements AutoCloseable {
  /** Parts of the bound that one request counts at most: else a large one would never fit in. */
  private static final int PARTS = 4;

  private final IntakeWindow window;
  private final ByteBudget waiting;
  private final long mostOfOne;
  private final ExecutorService threads;

  /**
   * A pool.
   *
   * @param threads that decode
   * @param maxBytes of requests that wait for a thread or have one
   * @param window beyond which nothing is taken in
   */
  public IntakePool(int threads, long maxBytes, IntakeWindow window) {
    this.window = window;
    this.waiting = new ByteBudget(maxBytes);
    this.mostOfOne = maxBytes / PARTS;
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("decode-", 0).daemon().factory());
    // Now, and not by the event loop that brings the first request: one was seen waiting here on a
    // machine that was starting everything at once.
    pool.prestartAllCoreThreads();
    this.threads = pool;
  }

  /**
   * Decodes a request and hands on what is in it.
   *
   * @param bytes of the request
   * @param work done by one of the threads; the request is counted until it returns
   * @return what the work returns; fails with IntakeUnavailableException when too much comes
   */
  public <T> CompletableFuture<T> run(int bytes, Supplier<CompletableFuture<T>> work) {
    long counted = Math.min(bytes, mostOfOne);
    if (!waiting.tryTake(counted)) {
      return refused(IntakeUnavailableException.Cause.BUSY);
    }
    if (!window.tryTake(bytes)) {
      waiting.giveBack(counted);
      return refused(IntakeUnavailableException.Cause.OVERLOADED);
    }
    return CompletableFuture.completedFuture(work)
        .thenComposeAsync(
            todo -> {
              try {
                return todo.get();
              } finally {
                waiting.giveBack(counted);
              }
            },
            threads);
  }

  private static <T> CompletableFuture<T> refused(IntakeUnavailableException.Cause cause) {
    return CompletableFuture.failedFuture(new IntakeUnavailableException(cause));
  }

  /** Bytes of requests that wait for a thread or have one. */
  public long waitingBytes() {
    return waiting.used();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
