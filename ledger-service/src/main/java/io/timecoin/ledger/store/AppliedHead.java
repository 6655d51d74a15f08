package io.timecoin.ledger.store;

import io.timecoin.ledger.chain.LedgerState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The state that this instance's writer has made durable last. Spares its neighbours in the process
 * polling the database; where another instance writes it stays empty.
 */
@ApplicationScoped
public class AppliedHead {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final List<Consumer<LedgerState>> listeners = new CopyOnWriteArrayList<>();
  private Optional<LedgerState> state = Optional.empty();

  /** Calls the listener after every advance, on the writer's thread; it must not block. */
  public void listen(Consumer<LedgerState> listener) {
    listeners.add(listener);
  }

  /** A new state is durable. */
  public void advance(LedgerState durable) {
    lock.lock();
    try {
      state = Optional.of(durable);
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(listener -> listener.accept(durable));
  }

  /** Waits until something beyond this sequence is durable, at most so long. */
  public void await(long sequence, Duration atMost) throws InterruptedException {
    long remaining = atMost.toNanos();
    lock.lock();
    try {
      while (remaining > 0 && state.map(LedgerState::sequence).orElse(0L) <= sequence) {
        remaining = advanced.awaitNanos(remaining);
      }
    } finally {
      lock.unlock();
    }
  }
}
