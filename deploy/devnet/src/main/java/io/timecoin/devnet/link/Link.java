package io.timecoin.devnet.link;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The wire between two masternodes, whoever dials: its condition, and who waits for another one.
 * Safe for use by several threads.
 */
final class Link {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final LongSupplier nanoClock;
  private LinkCondition condition;
  private long mendedAt;
  private boolean mended;

  Link(LinkCondition condition, LongSupplier nanoClock) {
    this.condition = condition;
    this.nanoClock = nanoClock;
  }

  /** Work under the lock, with the present condition. */
  interface Guarded<T> {
    T run(LinkCondition condition) throws InterruptedException;
  }

  LinkCondition condition() {
    lock.lock();
    try {
      return condition;
    } finally {
      lock.unlock();
    }
  }

  void change(UnaryOperator<LinkCondition> how) {
    lock.lock();
    try {
      LinkCondition next = how.apply(condition);
      if (next.up() && !condition.up()) {
        mended = true;
        mendedAt = nanoClock.getAsLong();
      }
      condition = next;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it was down less than this ago. */
  boolean wasDownWithin(Duration time) throws InterruptedException {
    return guarded(_ -> mended && nanoClock.getAsLong() - mendedAt < time.toNanos());
  }

  /** Runs under the lock and wakes whoever waits. */
  <T> T guarded(Guarded<T> work) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      T result = work.run(condition);
      news.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** Asks under the lock until the answer is not null, anew after every change. */
  <T> T await(Guarded<T> question) throws InterruptedException {
    return await(question, _ -> OptionalLong.empty());
  }

  /** As above, and anew after so many nanoseconds. */
  <T> T await(Guarded<T> question, Guarded<OptionalLong> nanosToWait) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        T answer = question.run(condition);
        if (answer != null) {
          news.signalAll();
          return answer;
        }
        OptionalLong nanos = nanosToWait.run(condition);
        if (nanos.isPresent()) {
          long unused = news.awaitNanos(nanos.getAsLong());
        } else {
          news.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void awaitUp() throws InterruptedException {
    boolean unused = await(now -> now.up() ? true : null);
  }
}
