package io.timecoin.mempool.lifecycle;

import io.timecoin.kit.kafka.Lease;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What other threads notice, for the one that goes through the life of this service; what is urgent
 * is known at once, before its event's turn comes. Thread-safe.
 */
final class LifeEvents implements Lease.Listener {
  private final BlockingQueue<LifeEvent> queue = new LinkedBlockingQueue<>();
  private volatile boolean held;
  private volatile boolean stopping;

  /** One that waits already says the same: so the queue has a handful at most. */
  synchronized void add(LifeEvent event) {
    if (!queue.contains(event)) {
      queue.add(event);
    }
  }

  /** The next event; null if none comes within this time. */
  LifeEvent poll(Duration patience) throws InterruptedException {
    return queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void onHeld() {
    held = true;
    queue.add(LifeEvent.HELD);
  }

  @Override
  public void onLost() {
    held = false;
    queue.add(LifeEvent.LOST);
  }

  /** That the lease is held is an event again, should it be held and not be one already. */
  void remindOfLease() {
    if (held && !queue.contains(LifeEvent.HELD)) {
      queue.add(LifeEvent.HELD);
    }
  }

  /** The gaps so far are about a state that is given up. */
  void forgetGaps() {
    queue.removeIf(LifeEvent.GAP::equals);
  }

  /** There is no lease any more. */
  void leaseClosed() {
    held = false;
  }

  void stop() {
    stopping = true;
    queue.add(LifeEvent.STOP);
  }

  /** Whether this instance holds the lease. */
  boolean isHeld() {
    return held;
  }

  boolean isStopping() {
    return stopping;
  }

  /** Whether this instance should be the active one. */
  boolean shouldLead() {
    return held && !stopping;
  }
}
