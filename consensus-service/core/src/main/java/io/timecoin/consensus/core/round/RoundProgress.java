package io.timecoin.consensus.core.round;

import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the members have come in one sequence: of TIMEOUT and ROUND_CHANGE only the highest round
 * per member is kept (PROTOCOL §6.6). Immutable; its messages have been checked.
 */
public record RoundProgress(Map<PublicKey, Timeout> timeouts, Map<PublicKey, RoundChange> changes) {
  public static final RoundProgress EMPTY = new RoundProgress(Map.of(), Map.of());

  /** With this TIMEOUT, unless a later one of its signer is known. */
  public RoundProgress with(Timeout timeout) {
    var known = timeouts.get(timeout.signer());
    return known != null && known.round() >= timeout.round()
        ? this
        : new RoundProgress(replaced(timeouts, timeout.signer(), timeout), changes);
  }

  /** With this ROUND_CHANGE, unless one of the same or a later round of its signer is known. */
  public RoundProgress with(RoundChange change) {
    var known = changes.get(change.signer());
    return known != null && known.round() >= change.round()
        ? this
        : new RoundProgress(timeouts, replaced(changes, change.signer(), change));
  }

  /** The signer's ROUND_CHANGE for the same round with other content: evidence. */
  public Optional<RoundChange> conflicting(RoundChange change) {
    return Optional.ofNullable(changes.get(change.signer()))
        .filter(known -> known.round() == change.round() && !known.signsSameAs(change));
  }

  /** 1 + the round of the member's highest TIMEOUT, or the round of its highest ROUND_CHANGE. */
  public int reached(PublicKey member) {
    var timeout = timeouts.get(member);
    var change = changes.get(member);
    int byTimeout = timeout == null ? 0 : after(timeout.round());
    return Math.max(byTimeout, change == null ? 0 : change.round());
  }

  /** The highest round that more than a third of the weight has reached; 0 if none has moved. */
  public int reachedByMoreThanThird(Committee committee) {
    long weight = 0;
    var furthestFirst =
        committee.members().stream()
            .sorted(Comparator.comparingInt((Member member) -> reached(member.key())).reversed())
            .toList();
    for (Member member : furthestFirst) {
      weight += member.weight();
      if (committee.moreThanThird(weight)) {
        return reached(member.key());
      }
    }
    return 0;
  }

  /** The ROUND_CHANGEs for exactly this round, in key order, if they are a quorum. */
  public Optional<List<RoundChange>> quorumFor(int round, Committee committee) {
    var matching = changes.values().stream().filter(change -> change.round() == round).toList();
    long weight = matching.stream().mapToLong(change -> committee.weightOf(change.signer())).sum();
    return committee.isQuorum(weight) ? Optional.of(matching) : Optional.empty();
  }

  /** Whether any member has shown a prepared certificate. */
  public boolean anyPrepared() {
    return changes.values().stream().anyMatch(change -> change.prepared().isPresent());
  }

  private static int after(int round) {
    return round == Integer.MAX_VALUE ? round : round + 1;
  }

  private static <T> Map<PublicKey, T> replaced(Map<PublicKey, T> map, PublicKey key, T value) {
    var changed = new TreeMap<>(map);
    changed.put(key, value);
    return Collections.unmodifiableMap(changed);
  }
}
