package io.timecoin.mempool.capacity;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** What stays on the heap of this Java runtime. */
final class UsedHeap {
  /** The serial collector lets some garbage lie in all but each fourth of its collections. */
  private static final int COLLECTIONS = 4;

  private UsedHeap() {}

  /** Bytes when everything that is garbage has just been collected. */
  static long bytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    // Not what is used now: a thread that allocates takes a megabyte at a time.
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }
}
