package io.timecoin.gateway.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Knows whether Kafka acknowledges what is sent to it. Open (nothing more is sent) while the oldest
 * unacknowledged batch is older than a limit, and after a failed batch until the broker is heard of
 * again. Thread-safe.
 */
public final class IntakeBreaker {
  private final LongSupplier nanoTime;
  private final long limitNanos;
  private final Map<Long, Long> sentNanos = new LinkedHashMap<>();
  private long nextTicket;
  private boolean silent;

  /**
   * A closed breaker.
   *
   * @param nanoTime a clock that only runs forward, in nanoseconds
   * @param limit the age of the oldest unacknowledged batch at which it opens
   */
  public IntakeBreaker(LongSupplier nanoTime, Duration limit) {
    this.nanoTime = nanoTime;
    this.limitNanos = limit.toNanos();
  }

  /** A batch is sent; the ticket stands for it until it is acknowledged or failed. */
  public synchronized long sent() {
    long ticket = nextTicket++;
    sentNanos.put(ticket, nanoTime.getAsLong());
    return ticket;
  }

  public synchronized void acknowledged(long ticket) {
    sentNanos.remove(ticket);
    silent = false;
  }

  public synchronized void failed(long ticket) {
    sentNanos.remove(ticket);
    silent = true;
  }

  /** The broker was heard of by another way. */
  public synchronized void brokerAnswered() {
    silent = false;
  }

  public synchronized boolean isOpen() {
    return silent || oldestNanos() > limitNanos;
  }

  /** Batches sent and neither acknowledged nor failed. */
  public synchronized int underWay() {
    return sentNanos.size();
  }

  private long oldestNanos() {
    // Tickets are in order of sending.
    var oldest = sentNanos.values().iterator();
    return oldest.hasNext() ? nanoTime.getAsLong() - oldest.next() : 0;
  }
}
