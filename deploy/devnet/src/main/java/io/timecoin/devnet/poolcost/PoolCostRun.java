package io.timecoin.devnet.poolcost;

import com.sun.management.ThreadMXBean;
import io.timecoin.devnet.bench.Figures;
import io.timecoin.devnet.poolcost.PoolCostReport.Cost;
import io.timecoin.protocol.transaction.Transaction;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures, by how full a pool is, what each payment costs it on its way. Processor time of the
 * thread, the median of rounds; beside it in each round what a balanced tree of as many numbers
 * costs, of which it is known that it grows with the logarithm.
 */
final class PoolCostRun {
  /** Payments of a round. */
  private static final int BATCH = 500;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Random random = new Random(2);

  /** What is measured. */
  private enum Work {
    ENTER("enters"),
    DRAFT("is chosen for a draft"),
    SETTLE("is final and leaves"),
    DISPLACE("enters a full pool and displaces the cheapest"),
    YARDSTICK("yardstick: put into and removed from a TreeMap");

    private final String title;

    Work(String title) {
      this.title = title;
    }
  }

  /**
   * Measures.
   *
   * @param sizes payments in the pool, ascending, each at least 500
   * @param rounds of each size; as many before them to warm up, in the smallest one
   */
  PoolCostReport measure(String cpu, List<Integer> sizes, int rounds) {
    var nanos = new EnumMap<Work, List<Double>>(Work.class);
    of(sizes.getFirst(), rounds);
    for (int size : sizes) {
      of(size, rounds)
          .forEach(
              (work, median) -> nanos.computeIfAbsent(work, _ -> new ArrayList<>()).add(median));
    }
    return new PoolCostReport(
        cpu,
        sizes,
        nanos.entrySet().stream()
            .map(entry -> Cost.of(entry.getKey().title, entry.getValue()))
            .toList());
  }

  private Map<Work, Double> of(int size, int rounds) {
    var pool = new FilledPool(size, 2 * size + BATCH);
    var full = new FilledPool(size, size);
    SortedMap<Long, Integer> tree = new TreeMap<>();
    while (tree.size() < size) {
      tree.put(random.nextLong(), tree.size());
    }
    var measured = new EnumMap<Work, List<Double>>(Work.class);
    for (int round = 0; round < rounds; round++) {
      List<Transaction> payments = pool.payments(BATCH);
      List<Transaction> better = full.betterPayments(BATCH);
      long[] numbers = random.longs(BATCH).toArray();
      add(measured, Work.ENTER, () -> pool.enter(payments));
      add(measured, Work.DRAFT, () -> require(pool.draft(BATCH) == BATCH));
      add(measured, Work.SETTLE, () -> pool.settle(payments));
      add(measured, Work.DISPLACE, () -> full.enter(better));
      add(measured, Work.YARDSTICK, () -> putAndRemove(tree, numbers));
      require(pool.size() == size && full.size() == size && tree.size() == size);
    }
    var medians = new EnumMap<Work, Double>(Work.class);
    measured.forEach((work, all) -> medians.put(work, Figures.median(all, each -> each)));
    return medians;
  }

  private static void putAndRemove(SortedMap<Long, Integer> tree, long[] numbers) {
    for (long number : numbers) {
      tree.put(number, 0);
    }
    for (long number : numbers) {
      tree.remove(number);
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("the pool does not hold what it should");
    }
  }

  private void add(Map<Work, List<Double>> measured, Work work, Runnable batch) {
    long begin = threads.getCurrentThreadCpuTime();
    batch.run();
    double nanos = threads.getCurrentThreadCpuTime() - begin;
    measured.computeIfAbsent(work, _ -> new ArrayList<>()).add(nanos / BATCH);
  }
}
