package io.timecoin.ledger.testing;

import io.timecoin.kit.testing.WatchedCalls;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * A publisher's producer that ends, as by kill -9, at one of its steps: it sends and aborts nothing
 * from there on. What was sent before has reached the broker.
 */
public final class PublishingSteps
    implements Function<Map<String, Object>, Producer<byte[], byte[]>>, WatchedCalls.Watcher {
  private static final List<String> STEPS =
      List.of(
          "initTransactions",
          "beginTransaction",
          "send",
          "sendOffsetsToTransaction",
          "commitTransaction");

  private final int last;
  private final boolean afterwards;
  private KafkaProducer<byte[], byte[]> real;
  private int steps;
  private boolean inTransaction;
  private boolean dead;

  private PublishingSteps(int last, boolean afterwards) {
    this.last = last;
    this.afterwards = afterwards;
  }

  /** Dies before this step, counted from 1. */
  public static PublishingSteps before(int step) {
    return new PublishingSteps(step, false);
  }

  /** Dies when the first transaction is committed and nobody told. */
  public static PublishingSteps afterCommit() {
    return new PublishingSteps(0, true);
  }

  public boolean dead() {
    return dead;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Producer<byte[], byte[]> apply(Map<String, Object> settings) {
    real = new KafkaProducer<>(settings);
    return WatchedCalls.of(Producer.class, real, this);
  }

  @Override
  public void before(Method call) {
    if (!dead && STEPS.contains(call.getName()) && ++steps == last) {
      if (inTransaction) {
        real.flush();
      }
      die();
    }
    if (dead && STEPS.contains(call.getName())) {
      throw new Death();
    }
  }

  @Override
  public Object after(Method call, Object result) {
    switch (call.getName()) {
      case "beginTransaction" -> inTransaction = true;
      case "commitTransaction" -> {
        inTransaction = false;
        if (afterwards) {
          die();
          throw new Death();
        }
      }
      default -> {
        // Changes nothing.
      }
    }
    return result;
  }

  private void die() {
    dead = true;
    // At once, which aborts nothing, as an orderly close would.
    real.close(Duration.ZERO);
  }
}
