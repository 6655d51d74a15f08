package io.timecoin.gateway.limits;

import java.util.concurrent.atomic.AtomicLong;

/** A bound on bytes under way. Thread-safe; never blocks. */
public final class ByteBudget {
  private final long capacity;
  private final AtomicLong used = new AtomicLong();

  public ByteBudget(long capacity) {
    this.capacity = capacity;
  }

  /** Takes bytes, or none when they do not fit beside what is under way. */
  public boolean tryTake(long bytes) {
    long before = used.getAndUpdate(now -> now + bytes <= capacity || now == 0 ? now + bytes : now);
    return before + bytes <= capacity || before == 0;
  }

  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  public long used() {
    return used.get();
  }
}
