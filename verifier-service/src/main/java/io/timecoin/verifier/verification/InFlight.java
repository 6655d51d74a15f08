package io.timecoin.verifier.verification;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was taken in and is not durable as verdicts yet, bounded in batches and bytes: the memory of
 * a verifier. Whoever wants more waits. One batch is always let in, however large. Thread-safe.
 */
public final class InFlight {
  private final int mostBytes;
  private final int mostBatches;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  // In the order of entry: the first is the oldest.
  private final Set<Entry> entries = new LinkedHashSet<>();
  private long bytes;

  public InFlight(int mostBytes, int mostBatches, InstantSource clock) {
    this.mostBytes = mostBytes;
    this.mostBatches = mostBatches;
    this.clock = clock;
  }

  /** A batch in flight; left once, when its verdicts are durable or it was given up. */
  public final class Entry {
    private final int size;
    private final long sinceMillis;

    private Entry(int size, long sinceMillis) {
      this.size = size;
      this.sinceMillis = sinceMillis;
    }

    public void leave() {
      lock.lock();
      try {
        if (entries.remove(this)) {
          bytes -= size;
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits until there is room for a batch of this size. */
  public Entry enter(int size) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!entries.isEmpty() && (bytes + size > mostBytes || entries.size() >= mostBatches)) {
        changed.await();
      }
      Entry entry = new Entry(size, clock.millis());
      entries.add(entry);
      bytes += size;
      return entry;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is in flight. */
  public void awaitNone() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!entries.isEmpty()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  public long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  public int batches() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  /** How long the oldest has been in flight, milliseconds; absent when there is none. */
  public OptionalLong oldestAgeMillis() {
    lock.lock();
    try {
      return entries.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Math.max(0, clock.millis() - entries.iterator().next().sinceMillis));
    } finally {
      lock.unlock();
    }
  }
}
