package io.timecoin.mempool.loop;

import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.node.Turn;
import io.timecoin.mempool.pool.PoolChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one thread that touches the domain. Chain, requests and proposals go before transactions and
 * queries; what came while one turn ran makes the next one. Both queues are bounded: a reader that
 * is too fast waits, a query that finds no room is refused.
 */
public final class DomainLoop implements AutoCloseable {
  private static final int CAPACITY = 512;

  /** Events of one turn: bounds how long an answer waits for its turn's end. */
  private static final int EVENTS_PER_TURN = 64;

  private static final long TICK_MILLIS = 1_000;
  private static final long SHORTEST_WAIT_MILLIS = 1;

  /** Takes what needs the ledger's answer; must not block. */
  public interface SpenderQuestions extends Consumer<PoolChange.SpenderWanted> {}

  private final MempoolNode node;
  private final TurnSink sink;
  private final SpenderQuestions questions;
  private final TurnObserver observer;
  private final BiConsumer<String, Throwable> broken;
  private final BlockingQueue<Consumer<MempoolNode>> urgent = new ArrayBlockingQueue<>(CAPACITY);
  private final BlockingQueue<Consumer<MempoolNode>> ordinary = new ArrayBlockingQueue<>(CAPACITY);
  private final Semaphore available = new Semaphore(0);
  private final Thread thread = Thread.ofPlatform().name("domain").daemon().unstarted(this::run);
  private List<Runnable> afterwards = new ArrayList<>();
  private long nextTickMillis;
  private volatile boolean closing;
  private volatile boolean busy;

  /**
   * A loop that is not started yet.
   *
   * @param broken told why, and by what, the loop has ended before it was closed
   */
  public DomainLoop(
      MempoolNode node,
      TurnSink sink,
      SpenderQuestions questions,
      TurnObserver observer,
      BiConsumer<String, Throwable> broken) {
    this.node = node;
    this.sink = sink;
    this.questions = questions;
    this.observer = observer;
    this.broken = broken;
  }

  public DomainLoop start() {
    thread.start();
    return this;
  }

  /** An event that others wait for; blocks while the queue is full. */
  public void urgent(Consumer<MempoolNode> event) throws InterruptedException {
    urgent.put(event);
    available.release();
  }

  /** Any other event; blocks while the queue is full. */
  public void put(Consumer<MempoolNode> event) throws InterruptedException {
    ordinary.put(event);
    available.release();
  }

  /** An event that may be left out; false if there is no room. */
  public boolean offer(Consumer<MempoolNode> event) {
    boolean taken = ordinary.offer(event);
    if (taken) {
      available.release();
    }
    return taken;
  }

  /**
   * A question to the domain. The answer comes when all that it could speak of is durable.
   *
   * @return fails with IllegalStateException when too many wait already
   */
  public <T> CompletableFuture<T> ask(Function<MempoolNode, T> question) {
    var answer = new CompletableFuture<T>();
    boolean taken =
        offer(
            domain -> {
              T value = question.apply(domain);
              afterwards.add(() -> answer.complete(value));
            });
    if (!taken) {
      answer.completeExceptionally(new IllegalStateException("too many events wait"));
    }
    return answer;
  }

  /** Does something on the domain's thread and returns when it is done. */
  public <T> T call(Function<MempoolNode, T> question) throws InterruptedException {
    var answer = new CompletableFuture<T>();
    urgent(domain -> answer.complete(question.apply(domain)));
    while (!closing) {
      try {
        return answer.get(200, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        // The domain is busy: wait on, unless the loop was closed meanwhile.
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    throw new InterruptedException("the domain loop is closed");
  }

  /** Whether everything that came in has been worked on. */
  public boolean isIdle() {
    return urgent.isEmpty() && ordinary.isEmpty() && !busy;
  }

  private void run() {
    try {
      while (!closing) {
        boolean event = available.tryAcquire(waitMillis(), TimeUnit.MILLISECONDS);
        busy = true;
        if (event) {
          next().accept(node);
          for (int i = 1; i < EVENTS_PER_TURN && available.tryAcquire(); i++) {
            next().accept(node);
          }
        }
        tickIfDue();
        endTurn();
        busy = false;
      }
    } catch (InterruptedException e) {
      if (!closing) {
        broken.accept("the domain loop was interrupted", e);
      }
    } catch (RuntimeException | Error e) {
      broken.accept("the domain failed", e);
    }
  }

  private Consumer<MempoolNode> next() {
    Queue<Consumer<MempoolNode>> queue = urgent.isEmpty() ? ordinary : urgent;
    return queue.remove();
  }

  private void tickIfDue() {
    if (node.nowMillis() >= nextTickMillis) {
      node.tick();
      nextTickMillis = node.nowMillis() + TICK_MILLIS;
    }
  }

  private long waitMillis() {
    long untilTick = nextTickMillis - node.nowMillis();
    return Math.clamp(
        Math.min(untilTick, node.millisUntilDue()), SHORTEST_WAIT_MILLIS, TICK_MILLIS);
  }

  private void endTurn() throws InterruptedException {
    long begun = System.nanoTime();
    Turn turn = node.endTurn();
    observer.ended(node, turn, System.nanoTime() - begun);
    List<Runnable> waiting = afterwards;
    afterwards = new ArrayList<>();
    for (PoolChange change : turn.changes()) {
      if (change instanceof PoolChange.SpenderWanted wanted) {
        questions.accept(wanted);
      }
    }
    boolean settled = turn.isEmpty() && sink.isIdle();
    if (settled && !waiting.isEmpty()) {
      waiting.forEach(Runnable::run);
    } else if (!turn.isEmpty() || !waiting.isEmpty() || node.isActive()) {
      sink.put(turn, waiting);
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
