package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Requests that wait for a change of a transaction, bounded in number. Thread-safe. */
final class Waiters {
  private final int capacity;
  private final Map<Hash256, List<Waiter>> byId = new HashMap<>();
  private int count;

  private record Waiter(Predicate<Tracked> wanted, CompletableFuture<Optional<Tracked>> answer) {}

  Waiters(int capacity) {
    this.capacity = capacity;
  }

  synchronized int size() {
    return count;
  }

  /**
   * Waits for a change of the transaction or copy that satisfies a condition.
   *
   * @return empty at the deadline, and at once when too many wait already
   */
  CompletableFuture<Optional<Tracked>> await(
      Hash256 id, Predicate<Tracked> wanted, Duration limit) {
    var waiter = new Waiter(wanted, new CompletableFuture<>());
    synchronized (this) {
      if (count == capacity) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      count++;
      byId.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(waiter);
    }
    return waiter
        .answer()
        .completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> remove(id, waiter));
  }

  /** Whether anybody waits for this identifier. */
  synchronized boolean waitsFor(Hash256 id) {
    return byId.containsKey(id);
  }

  /** Answers whoever waited for this; without any lock held by the caller. */
  void changed(Hash256 id, Tracked now) {
    List<Waiter> satisfied;
    synchronized (this) {
      satisfied =
          byId.getOrDefault(id, List.of()).stream()
              .filter(waiter -> waiter.wanted().test(now))
              .toList();
    }
    satisfied.forEach(waiter -> waiter.answer().complete(Optional.of(now)));
  }

  private synchronized void remove(Hash256 id, Waiter waiter) {
    List<Waiter> waiting = byId.get(id);
    if (waiting != null && waiting.remove(waiter)) {
      count--;
      if (waiting.isEmpty()) {
        byId.remove(id);
      }
    }
  }
}
