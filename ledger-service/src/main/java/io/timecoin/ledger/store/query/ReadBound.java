package io.timecoin.ledger.store.query;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.kit.http.QueryException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * So many reads of the database at once, each counted until it has really ended: who asks gives up
 * after a deadline, but a slow database still has the read before it. Beyond that a read is
 * refused. Thread-safe; never blocks.
 */
@ApplicationScoped
public class ReadBound {
  /** A pool of 16 connections works this off in about a second. */
  static final int MOST = 256;

  private final Semaphore free = new Semaphore(MOST);
  private final Counter refused;

  @Inject
  public ReadBound(MeterRegistry metrics) {
    refused = metrics.counter("timecoin.ledger.refused.reads");
    metrics.gauge("timecoin.ledger.reads", free, each -> MOST - each.availablePermits());
  }

  /** Runs it, or fails with a {@link QueryException}. */
  <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> read) {
    if (!free.tryAcquire()) {
      refused.increment();
      return CompletableFuture.failedFuture(
          QueryException.unavailable("%d reads of the database are under way".formatted(MOST)));
    }
    CompletableFuture<T> running;
    try {
      running = read.get();
    } catch (RuntimeException | Error e) {
      free.release();
      throw e;
    }
    return running.whenComplete((_, _) -> free.release());
  }
}
