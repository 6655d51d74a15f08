package io.timecoin.consensus.lifecycle;

import io.timecoin.kit.testing.WatchedCalls;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The vote log's producer of one instance, which stands still at one of its steps: as a process
 * that is dead (kill -9) or asleep (SIGSTOP), it sends, aborts and closes nothing from there on.
 * What it had sent before has reached the broker.
 */
final class WritingSteps
    implements Function<Map<String, Object>, Producer<byte[], byte[]>>, AutoCloseable {
  private static final List<String> STEPS =
      List.of("initTransactions", "beginTransaction", "send", "commitTransaction");

  /** Where to stand still: before a step, counted from 1, or after a commit of that count. */
  record Place(int number, boolean afterCommit) {
    @Override
    public String toString() {
      return afterCommit ? "after commit " + number : "before step " + number;
    }
  }

  private final Place place;
  private final CountDownLatch standing = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile KafkaProducer<byte[], byte[]> real;
  private volatile boolean inTransaction;
  private volatile boolean dead;
  private int steps;
  private int commits;

  WritingSteps(Place place) {
    this.place = place;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Producer<byte[], byte[]> apply(Map<String, Object> settings) {
    real = new KafkaProducer<>(settings);
    return WatchedCalls.of(Producer.class, real, new Steps());
  }

  /** Whether it stands still. */
  boolean standsStill() {
    return standing.getCount() == 0;
  }

  /** Whether it stands still within a transaction. */
  boolean inTransaction() {
    return inTransaction;
  }

  /** The producer as it was left. */
  Producer<byte[], byte[]> left() {
    return real;
  }

  /** Goes on as if nothing had been. */
  void wake() {
    released.countDown();
  }

  /** Lets the dead one's thread end, at the end of a test. */
  @Override
  public void close() {
    dead = true;
    released.countDown();
  }

  private final class Steps implements WatchedCalls.Watcher {
    @Override
    public void before(Method call) {
      if (STEPS.contains(call.getName()) && ++steps == place.number() && !place.afterCommit()) {
        if (inTransaction) {
          real.flush();
        }
        standStill();
      }
    }

    @Override
    public Object after(Method call, Object result) {
      switch (call.getName()) {
        case "beginTransaction" -> inTransaction = true;
        case "commitTransaction" -> {
          inTransaction = false;
          if (++commits == place.number() && place.afterCommit()) {
            standStill();
          }
        }
        default -> {
          // Changes nothing.
        }
      }
      return result;
    }

    private void standStill() {
      standing.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
      if (dead) {
        throw new KafkaException("dead");
      }
    }
  }
}
