package io.timecoin.mempool.synced;

import io.timecoin.mempool.proposal.ListedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Synced microblocks that wait to be judged, by sequence. Bounded; one thread at a time. */
final class Candidates {
  /** Of one sequence: a forged one must not keep the right one out. */
  static final int MOST_OF_ONE_SEQUENCE = 3;

  /** Transactions that they list: more than consensus has bytes for. */
  static final int MOST_TRANSACTIONS = 200_000;

  private final TreeMap<Long, List<Candidate>> bySequence = new TreeMap<>();
  private int transactions;

  /**
   * Takes one more; of one sequence the oldest leaves, and where all is full it does not come in.
   */
  void add(ListedValue value) {
    if (transactions + value.wtxids().size() > MOST_TRANSACTIONS) {
      return;
    }
    List<Candidate> same = at(value.header().sequence());
    if (same.stream().anyMatch(candidate -> candidate.value().equals(value))) {
      return;
    }
    if (same.size() == MOST_OF_ONE_SEQUENCE) {
      remove(same.getFirst());
    }
    bySequence
        .computeIfAbsent(value.header().sequence(), _ -> new ArrayList<>())
        .add(new Candidate(value));
    transactions += value.wtxids().size();
  }

  List<Candidate> at(long sequence) {
    return bySequence.getOrDefault(sequence, List.of());
  }

  void remove(Candidate candidate) {
    List<Candidate> same = at(candidate.value().header().sequence());
    if (same.remove(candidate)) {
      transactions -= candidate.value().wtxids().size();
    }
    if (same.isEmpty()) {
      bySequence.remove(candidate.value().header().sequence());
    }
  }

  /** All of these sequences are decided. */
  void forgetUpTo(long sequence) {
    while (!bySequence.isEmpty() && bySequence.firstKey() <= sequence) {
      bySequence
          .pollFirstEntry()
          .getValue()
          .forEach(passed -> transactions -= passed.value().wtxids().size());
    }
  }

  void clear() {
    bySequence.clear();
    transactions = 0;
  }
}
