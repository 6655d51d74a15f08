package io.timecoin.mempool.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Chooses what a proposal contains: the package that pays most per byte, again and again, ancestors
 * before descendants (PROTOCOL §5.3). What a chosen ancestor paid no longer counts for its
 * descendants, so they are ranked anew. Used once.
 */
final class ProposalSelection {
  /** Packages that did not fit any more before the rest is taken to be too large as well. */
  private static final int MISFITS = 200;

  private record Rank(PoolEntry entry, long fee, long size) {
    static final Comparator<Rank> BEST_FIRST =
        (a, b) -> {
          int rate = FeeRate.compare(b.fee, b.size, a.fee, a.size);
          return rate == 0 ? Long.compare(a.entry.order(), b.entry.order()) : rate;
        };

    static Rank of(PoolEntry entry) {
      return new Rank(entry, entry.ancestorFee(), entry.ancestorSize());
    }

    Rank without(PoolEntry chosen) {
      return new Rank(entry, fee - chosen.rankedFee(), size - chosen.size());
    }
  }

  private final int maxTransactions;
  private final long maxBytes;
  private final Predicate<PoolEntry> eligible;
  private final List<PoolEntry> chosen = new ArrayList<>();
  private final Set<PoolEntry> done = new HashSet<>();
  private final Set<PoolEntry> passedOver = new HashSet<>();
  private final Map<PoolEntry, Rank> changed = new HashMap<>();
  private final TreeSet<Rank> changedRanks = new TreeSet<>(Rank.BEST_FIRST);
  private long bytes;
  private int misfits;

  ProposalSelection(int maxTransactions, long maxBytes, Predicate<PoolEntry> eligible) {
    this.maxTransactions = maxTransactions;
    this.maxBytes = maxBytes;
    this.eligible = eligible;
  }

  List<PoolEntry> from(PoolGraph graph) {
    Iterator<PoolEntry> ranked = graph.bestFirst().iterator();
    Rank next = nextUnchanged(ranked);
    while (chosen.size() < maxTransactions && misfits < MISFITS) {
      Rank lifted = changedRanks.isEmpty() ? null : changedRanks.first();
      if (next == null && lifted == null) {
        break;
      }
      boolean liftedFirst =
          next == null || (lifted != null && Rank.BEST_FIRST.compare(lifted, next) < 0);
      consider((liftedFirst ? lifted : next).entry());
      // What was next may have been chosen just now, passed over or ranked anew.
      if (next != null && outdated(next.entry())) {
        next = nextUnchanged(ranked);
      }
    }
    return chosen;
  }

  private Rank nextUnchanged(Iterator<PoolEntry> ranked) {
    while (ranked.hasNext()) {
      PoolEntry entry = ranked.next();
      if (!outdated(entry)) {
        return Rank.of(entry);
      }
    }
    return null;
  }

  private boolean outdated(PoolEntry entry) {
    return done.contains(entry) || passedOver.contains(entry) || changed.containsKey(entry);
  }

  private void consider(PoolEntry entry) {
    dropRank(entry);
    List<PoolEntry> members = missingMembers(entry);
    long size = members.stream().mapToLong(PoolEntry::size).sum();
    boolean fits = bytes + size <= maxBytes && chosen.size() + members.size() <= maxTransactions;
    if (!fits) {
      misfits++;
    }
    if (!fits || !members.stream().allMatch(this::allowed)) {
      passedOver.add(entry);
      return;
    }
    members.forEach(this::choose);
  }

  private boolean allowed(PoolEntry entry) {
    return !passedOver.contains(entry) && eligible.test(entry);
  }

  private List<PoolEntry> missingMembers(PoolEntry entry) {
    List<PoolEntry> members = new ArrayList<>(entry.ancestors());
    members.removeIf(done::contains);
    members.add(entry);
    members.sort(Comparator.comparingLong(PoolEntry::order));
    return members;
  }

  private void choose(PoolEntry entry) {
    chosen.add(entry);
    done.add(entry);
    bytes += entry.size();
    dropRank(entry);
    for (PoolEntry descendant : entry.descendants()) {
      if (!done.contains(descendant) && !passedOver.contains(descendant)) {
        Rank old = dropRank(descendant);
        Rank without = (old == null ? Rank.of(descendant) : old).without(entry);
        changed.put(descendant, without);
        changedRanks.add(without);
      }
    }
  }

  private Rank dropRank(PoolEntry entry) {
    Rank old = changed.remove(entry);
    if (old != null) {
      changedRanks.remove(old);
    }
    return old;
  }
}
