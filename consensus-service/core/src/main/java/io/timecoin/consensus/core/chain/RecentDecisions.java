package io.timecoin.consensus.core.chain;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last decisions of this life: what a late message, a status or a second certificate is held
 * against. Immutable.
 *
 * @param oldestFirst at most {@link #KEPT}
 */
public record RecentDecisions(List<Decision> oldestFirst) {
  public static final RecentDecisions NONE = new RecentDecisions(List.of());

  /** Sequences: some seconds of a busy chain, and a few kilobytes. */
  static final int KEPT = 64;

  /**
   * One of them.
   *
   * @param committee the one that decided it
   */
  public record Decision(long sequence, Hash256 digest, Committee committee) {}

  public RecentDecisions {
    oldestFirst = List.copyOf(oldestFirst);
  }

  public RecentDecisions with(Decision decision) {
    var more = new ArrayList<>(oldestFirst);
    more.add(decision);
    return new RecentDecisions(more.subList(Math.max(0, more.size() - KEPT), more.size()));
  }

  public Optional<Decision> find(long sequence) {
    return oldestFirst.stream().filter(decision -> decision.sequence() == sequence).findFirst();
  }
}
