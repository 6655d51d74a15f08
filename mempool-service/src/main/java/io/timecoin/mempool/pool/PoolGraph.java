package io.timecoin.mempool.pool;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Parents and children of the pool in two orders, both kept as entries come and go: by what an
 * entry with its ancestors pays per byte (that is what goes into a proposal first, so a child may
 * lift its parent), and by what an entry with its descendants pays (that is what is evicted first).
 * A change costs O(r log n), r being the relatives it touches; a newcomer's ancestors are bounded
 * by {@link PoolLimits#chainBytes()}.
 */
final class PoolGraph {
  private static final Comparator<PoolEntry> BY_PACKAGE =
      (a, b) -> {
        int rate =
            FeeRate.compare(b.ancestorFee(), b.ancestorSize(), a.ancestorFee(), a.ancestorSize());
        return rate == 0 ? Long.compare(a.order(), b.order()) : rate;
      };

  private static final Comparator<PoolEntry> BY_LOSS =
      (a, b) -> {
        int rate =
            liftedByDescendants(a)
                ? compareToLoss(b, a.descendantFee(), a.descendantSize())
                : compareToLoss(b, a.rankedFee(), a.size());
        return rate == 0 ? Long.compare(b.order(), a.order()) : rate;
      };

  private final TreeSet<PoolEntry> byPackage = new TreeSet<>(BY_PACKAGE);
  private final TreeSet<PoolEntry> byLoss = new TreeSet<>(BY_LOSS);

  /** Best package first. */
  Iterable<PoolEntry> bestFirst() {
    return byPackage;
  }

  /** Cheapest loss first. */
  Iterable<PoolEntry> cheapestFirst() {
    return byLoss;
  }

  /** Adds a newcomer under its parents, which are in the graph. */
  void add(PoolEntry entry, Collection<PoolEntry> parents) {
    parents.forEach(entry::link);
    for (PoolEntry ancestor : entry.ancestors()) {
      byLoss.remove(ancestor);
      ancestor.addDescendant(entry);
      byLoss.add(ancestor);
      entry.addAncestor(ancestor);
    }
    byPackage.add(entry);
    byLoss.add(entry);
  }

  /**
   * Takes one entry out; its relatives stay. One that leaves final has no ancestors in the pool any
   * more, one that leaves otherwise has no descendants any more.
   *
   * @throws IllegalStateException if it has both, because then the sums would be wrong
   */
  void remove(PoolEntry entry) {
    if (!entry.parents().isEmpty() && !entry.children().isEmpty()) {
      throw new IllegalStateException(entry.txid() + " stands between others");
    }
    byPackage.remove(entry);
    byLoss.remove(entry);
    for (PoolEntry ancestor : entry.ancestors()) {
      byLoss.remove(ancestor);
      ancestor.removeDescendant(entry);
      byLoss.add(ancestor);
    }
    for (PoolEntry descendant : entry.descendants()) {
      byPackage.remove(descendant);
      descendant.removeAncestor(entry);
      byPackage.add(descendant);
    }
    entry.unlink();
  }

  /** Ranks one of its entries, and with it its relatives, by so many satoshi more. */
  void prioritise(PoolEntry entry, long satoshi) {
    byPackage.remove(entry);
    byLoss.remove(entry);
    entry.prioritise(satoshi);
    byPackage.add(entry);
    byLoss.add(entry);
    for (PoolEntry ancestor : entry.ancestors()) {
      byLoss.remove(ancestor);
      ancestor.changeDescendantFee(satoshi);
      byLoss.add(ancestor);
    }
    for (PoolEntry descendant : entry.descendants()) {
      byPackage.remove(descendant);
      descendant.changeAncestorFee(satoshi);
      byPackage.add(descendant);
    }
  }

  /** The length of the longest chain that ends in a newcomer with these parents. */
  static int depthUnder(Collection<PoolEntry> parents) {
    Map<PoolEntry, Integer> known = new HashMap<>();
    int deepest = 0;
    for (PoolEntry parent : parents) {
      deepest = Math.max(deepest, depth(parent, known));
    }
    return deepest + 1;
  }

  /** Recursion is bounded by the depth that admission allows. */
  private static int depth(PoolEntry entry, Map<PoolEntry, Integer> known) {
    Integer depth = known.get(entry);
    if (depth == null) {
      int deepest = 0;
      for (PoolEntry parent : entry.parents()) {
        deepest = Math.max(deepest, depth(parent, known));
      }
      depth = deepest + 1;
      known.put(entry, depth);
    }
    return depth;
  }

  /** What goes when this one goes: itself and its descendants, the youngest first. */
  static List<PoolEntry> withDescendants(PoolEntry entry) {
    Set<PoolEntry> descendants = entry.descendants();
    return Stream.concat(descendants.stream(), Stream.of(entry))
        .sorted(Comparator.comparingLong(PoolEntry::order).reversed())
        .toList();
  }

  /** Whether evicting it would lose a better rate than its own. */
  static boolean liftedByDescendants(PoolEntry entry) {
    return FeeRate.compare(
            entry.descendantFee(), entry.descendantSize(), entry.rankedFee(), entry.size())
        > 0;
  }

  private static int compareToLoss(PoolEntry other, long fee, long size) {
    return liftedByDescendants(other)
        ? FeeRate.compare(fee, size, other.descendantFee(), other.descendantSize())
        : FeeRate.compare(fee, size, other.rankedFee(), other.size());
  }
}
