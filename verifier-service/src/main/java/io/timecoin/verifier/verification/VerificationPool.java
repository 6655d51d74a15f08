package io.timecoin.verifier.verification;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.verifier.recheck.TakenOutException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A fixed number of threads that judge transactions. Batches are cut into small slices, so that all
 * workers share the work of a large batch and none waits long behind it; verdicts come in the order
 * of the batch whatever worker made them. A worker verifies the signatures of what waits together,
 * of however many batches: groups grow with the load, and nothing ever waits for a group to fill.
 */
public final class VerificationPool implements AutoCloseable {
  /** Transactions of a slice: some milliseconds of work, so that handing over costs nothing. */
  static final int SLICE = 64;

  /** Slices that wait; with them every worker is busy for far longer than handing over takes. */
  private static final int QUEUED_SLICES = 1024;

  private final BlockingQueue<Slice> queue = new ArrayBlockingQueue<>(QUEUED_SLICES);
  private final InstantSource clock;
  private final List<Thread> workers;

  /**
   * Starts the workers.
   *
   * @param checkers gives each worker one of its own
   */
  public VerificationPool(int workers, Supplier<TransactionChecker> checkers, InstantSource clock) {
    if (workers < 1) {
      throw new IllegalArgumentException("there must be a worker, not " + workers);
    }
    this.clock = clock;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      TransactionChecker checker = checkers.get();
      threads.add(Thread.ofPlatform().name("verify-" + i).daemon().start(() -> work(checker)));
    }
    this.workers = List.copyOf(threads);
  }

  /**
   * Queues a batch; waits while the queue is full. The answer has one verdict for each transaction,
   * in order. It fails only for a bug, and with a {@link TakenOutException} once this instance is
   * taken out.
   */
  public CompletableFuture<List<VerifiedTransaction>> verify(List<ByteString> transactions)
      throws InterruptedException {
    Job job = new Job(transactions);
    if (transactions.isEmpty()) {
      job.answer.complete(List.of());
    }
    for (int from = 0; from < transactions.size(); from += SLICE) {
      queue.put(new Slice(job, from, Math.min(from + SLICE, transactions.size())));
    }
    return job.answer;
  }

  /**
   * As many workers as there are processors for this process: Linux's CPU quota of the container
   * (rounded up to whole processors) and its CPU set count, and {@code -XX:ActiveProcessorCount}
   * before both. Read at the start; a quota that is changed later changes nothing.
   */
  public static int workersForThisMachine() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** How many workers there are. */
  public int workers() {
    return workers.size();
  }

  /** Slices waiting for a worker. */
  public int queuedSlices() {
    return queue.size();
  }

  /** Stops the workers; what is queued is not answered any more. */
  @Override
  public void close() {
    workers.forEach(Thread::interrupt);
  }

  private void work(TransactionChecker checker) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        verifyTogether(queue.take(), checker);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One slice, and more that wait until the group is full. */
  private void verifyTogether(Slice first, TransactionChecker checker) {
    List<Slice> group = new ArrayList<>();
    try {
      for (Slice slice = first; slice != null; slice = checker.isFull() ? null : queue.poll()) {
        group.add(slice);
        slice.addTo(checker, clock.instant().getEpochSecond());
      }
      Iterator<VerifiedTransaction> verdicts = checker.verdicts().iterator();
      group.forEach(slice -> slice.take(verdicts));
    } catch (RuntimeException | Error e) {
      // Bad input is a refusal: either this is a bug, or this instance is taken out. The batches
      // have no answer.
      checker.discard();
      group.forEach(slice -> slice.job().answer.completeExceptionally(e));
    }
  }

  private static final class Job {
    private final List<ByteString> transactions;
    private final VerifiedTransaction[] verdicts;
    private final AtomicInteger open;
    private final CompletableFuture<List<VerifiedTransaction>> answer = new CompletableFuture<>();

    Job(List<ByteString> transactions) {
      this.transactions = transactions;
      this.verdicts = new VerifiedTransaction[transactions.size()];
      this.open = new AtomicInteger(transactions.size());
    }

    /** The counter's update makes every worker's verdicts visible to whoever takes it to zero. */
    void finished(int transactionsDone) {
      if (open.addAndGet(-transactionsDone) == 0) {
        answer.complete(Arrays.asList(verdicts));
      }
    }
  }

  private record Slice(Job job, int from, int to) {
    void addTo(TransactionChecker checker, long nowSeconds) {
      job.transactions.subList(from, to).forEach(raw -> checker.add(raw, nowSeconds));
    }

    void take(Iterator<VerifiedTransaction> verdicts) {
      for (int i = from; i < to; i++) {
        job.verdicts[i] = verdicts.next();
      }
      job.finished(to - from);
    }
  }
}
