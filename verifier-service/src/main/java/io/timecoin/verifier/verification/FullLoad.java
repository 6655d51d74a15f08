package io.timecoin.verifier.verification;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Has all workers of a pool judge one batch of generated transactions over and over. One thread.
 */
final class FullLoad {
  private static final Duration WINDOW = Duration.ofMillis(250);

  /** Under way: one that is judged, and one that waits. */
  private static final int BATCHES_PER_WORKER = 2;

  /** What a window has more than the best before it, if it is faster and does not only differ. */
  private static final double FASTER = 1.1;

  /** In a row, and none is faster: the workers are as fast as they will be, or nearly. */
  private static final int STEADY_WINDOWS = 2;

  /** Longer than any answer takes: a pool that was closed does not answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final VerificationPool pool;
  private final List<ByteString> batch;
  private final LongSupplier nanoClock;
  private final Queue<CompletableFuture<List<VerifiedTransaction>>> underWay = new ArrayDeque<>();

  FullLoad(VerificationPool pool, List<ByteString> batch, LongSupplier nanoClock) {
    this.pool = pool;
    this.batch = batch;
    this.nanoClock = nanoClock;
  }

  /**
   * Ends when the workers get no faster, and with the first window after {@code end} at the latest.
   *
   * @param end by the clock in nanoseconds
   * @throws IllegalStateException if a transaction was refused, or judging failed
   */
  void untilSteady(long end) throws InterruptedException {
    double best = 0;
    int steady = 0;
    while (steady < STEADY_WINDOWS && nanoClock.getAsLong() < end) {
      double rate = rateOfWindow();
      steady = rate > FASTER * best ? 0 : steady + 1;
      best = Math.max(best, rate);
    }
    while (!underWay.isEmpty()) {
      takeAnswer();
    }
  }

  /** Batches per nanosecond. */
  private double rateOfWindow() throws InterruptedException {
    long start = nanoClock.getAsLong();
    long passed = 0;
    int answered = 0;
    while (passed < WINDOW.toNanos()) {
      while (underWay.size() < BATCHES_PER_WORKER * pool.workers()) {
        underWay.add(pool.verify(batch));
      }
      takeAnswer();
      answered++;
      passed = nanoClock.getAsLong() - start;
    }
    return (double) answered / passed;
  }

  private void takeAnswer() throws InterruptedException {
    try {
      GeneratedTransactions.expectNoRefusal(
          underWay.remove().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the rehearsal failed", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the workers do not answer", e);
    }
  }
}
