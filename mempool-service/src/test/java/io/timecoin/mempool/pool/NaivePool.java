package io.timecoin.mempool.pool;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a pool of these entries has to say of their relatives, sums and orders: all of it found anew
 * from the transactions' inputs, what each pays and when it came, by the words of PROTOCOL §5.3.
 */
final class NaivePool {
  /** Satoshi for bytes, compared exactly; the tests' amounts leave room for the products. */
  private record Rate(long satoshi, long bytes) implements Comparable<Rate> {
    @Override
    public int compareTo(Rate other) {
      return Long.compare(
          Math.multiplyExact(satoshi, other.bytes), Math.multiplyExact(other.satoshi, bytes));
    }
  }

  private final List<PoolEntry> entries;

  /** Without the entry itself, as the others. */
  private final Map<PoolEntry, Set<PoolEntry>> parents = new HashMap<>();

  private final Map<PoolEntry, Set<PoolEntry>> children = new HashMap<>();
  private final Map<PoolEntry, Set<PoolEntry>> ancestors = new HashMap<>();
  private final Map<PoolEntry, Set<PoolEntry>> descendants = new HashMap<>();

  NaivePool(Collection<PoolEntry> entries) {
    this.entries = List.copyOf(entries);
    for (PoolEntry entry : entries) {
      parents.put(entry, where(other -> spends(entry.transaction(), other.txid())));
      children.put(entry, where(other -> spends(other.transaction(), entry.txid())));
    }
    for (PoolEntry entry : entries) {
      ancestors.put(entry, closure(entry, parents));
      descendants.put(entry, closure(entry, children));
    }
  }

  private Set<PoolEntry> where(Predicate<PoolEntry> condition) {
    return entries.stream().filter(condition).collect(Collectors.toSet());
  }

  private static Set<PoolEntry> closure(PoolEntry entry, Map<PoolEntry, Set<PoolEntry>> next) {
    Set<PoolEntry> reached = new HashSet<>(next.get(entry));
    int before;
    do {
      before = reached.size();
      List.copyOf(reached).forEach(each -> reached.addAll(next.get(each)));
    } while (reached.size() > before);
    return reached;
  }

  Set<PoolEntry> parents(PoolEntry entry) {
    return parents.get(entry);
  }

  Set<PoolEntry> children(PoolEntry entry) {
    return children.get(entry);
  }

  Set<PoolEntry> ancestors(PoolEntry entry) {
    return ancestors.get(entry);
  }

  Set<PoolEntry> descendants(PoolEntry entry) {
    return descendants.get(entry);
  }

  /** With so much of its own. */
  static long sum(PoolEntry entry, Set<PoolEntry> relatives, ToLongFunction<PoolEntry> of) {
    return of.applyAsLong(entry) + relatives.stream().mapToLong(of).sum();
  }

  /** By what each pays with its ancestors; of equal ones the first that came. */
  List<PoolEntry> bestFirst() {
    Map<PoolEntry, Rate> rates = new HashMap<>();
    entries.forEach(entry -> rates.put(entry, rate(entry, ancestors(entry))));
    return sorted(bestFirst(rates));
  }

  private static Comparator<PoolEntry> bestFirst(Map<PoolEntry, Rate> rates) {
    return Comparator.<PoolEntry, Rate>comparing(rates::get)
        .reversed()
        .thenComparing(PoolEntry::order);
  }

  /**
   * By what leaves with each: the better of its own rate and its rate with its descendants; of
   * equal ones the last that came.
   */
  List<PoolEntry> cheapestFirst() {
    return sorted(
        Comparator.comparing(this::loss)
            .thenComparing(Comparator.comparing(PoolEntry::order).reversed()));
  }

  /** The best package of those that are left, ancestors before descendants, until none is left. */
  List<PoolEntry> proposal() {
    List<PoolEntry> chosen = new ArrayList<>();
    while (chosen.size() < entries.size()) {
      Map<PoolEntry, Rate> rates = new HashMap<>();
      for (PoolEntry entry : entries) {
        if (!chosen.contains(entry)) {
          rates.put(entry, rate(entry, missing(entry, chosen)));
        }
      }
      PoolEntry best = Collections.min(rates.keySet(), bestFirst(rates));
      Stream.concat(missing(best, chosen).stream(), Stream.of(best))
          .sorted(Comparator.comparing(PoolEntry::order))
          .forEach(chosen::add);
    }
    return chosen;
  }

  private Set<PoolEntry> missing(PoolEntry entry, List<PoolEntry> chosen) {
    Set<PoolEntry> missing = new HashSet<>(ancestors(entry));
    chosen.forEach(missing::remove);
    return missing;
  }

  private Rate loss(PoolEntry entry) {
    Rate alone = rate(entry, Set.of());
    Rate together = rate(entry, descendants(entry));
    return alone.compareTo(together) >= 0 ? alone : together;
  }

  private static Rate rate(PoolEntry entry, Set<PoolEntry> relatives) {
    return new Rate(
        sum(entry, relatives, PoolEntry::rankedFee), sum(entry, relatives, PoolEntry::size));
  }

  private List<PoolEntry> sorted(Comparator<PoolEntry> order) {
    return entries.stream().sorted(order).toList();
  }

  private static boolean spends(Transaction transaction, Hash256 txid) {
    return transaction.inputs().stream()
        .map(Input::outpoint)
        .anyMatch(outpoint -> outpoint.txid().equals(txid));
  }
}
