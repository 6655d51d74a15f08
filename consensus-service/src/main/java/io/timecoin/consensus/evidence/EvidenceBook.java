package io.timecoin.consensus.evidence;

import io.timecoin.consensus.evidence.KeptEvidence.Place;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The evidence that stands in consensus.evidence: one piece per signer, type, sequence and round
 * (PROTOCOL §6.9). A member that misbehaves for ever fills its own share; what is beyond it proves
 * nothing new and is only counted. Thread-safe.
 */
public final class EvidenceBook {
  /** Pieces kept of one member. */
  public static final int MOST_PER_MEMBER = 100;

  /** Members; more than any committee has had. */
  static final int MOST_MEMBERS = 1_000;

  private final Map<PublicKey, Map<Place, KeptEvidence>> kept = new TreeMap<>();
  private final Set<Place> beingWritten = new HashSet<>();
  private long onlyCounted;

  /**
   * Whether this piece is to be written: it is new and its member's share has room. Then it is not
   * asked for a second time, unless {@link #notWritten}.
   */
  public synchronized boolean wants(KeptEvidence evidence) {
    var place = evidence.place();
    if (beingWritten.contains(place) || of(place.signer()).containsKey(place)) {
      return false;
    }
    long written =
        beingWritten.stream().filter(other -> other.signer().equals(place.signer())).count();
    if (isFull(place.signer(), written)) {
      onlyCounted++;
      return false;
    }
    return beingWritten.add(place);
  }

  /** It was wanted and could not be written: wanted again. */
  public synchronized void notWritten(KeptEvidence evidence) {
    beingWritten.remove(evidence.place());
  }

  /** One that stands in the topic and has been checked. */
  public synchronized void take(KeptEvidence evidence) {
    var place = evidence.place();
    beingWritten.remove(place);
    if (of(place.signer()).containsKey(place)) {
      return;
    }
    if (isFull(place.signer(), 0)) {
      onlyCounted++;
    } else {
      kept.computeIfAbsent(place.signer(), _ -> new LinkedHashMap<>()).put(place, evidence);
    }
  }

  /** All that is kept, by member, the oldest first. */
  public synchronized List<KeptEvidence> all() {
    return kept.values().stream().flatMap(pieces -> pieces.values().stream()).toList();
  }

  public synchronized int size() {
    return kept.values().stream().mapToInt(Map::size).sum();
  }

  /** Members that it is against. */
  public synchronized int members() {
    return kept.size();
  }

  /** Pieces that there was no room for, in this process's life. */
  public synchronized long onlyCounted() {
    return onlyCounted;
  }

  private Map<Place, KeptEvidence> of(PublicKey signer) {
    return kept.getOrDefault(signer, Map.of());
  }

  private boolean isFull(PublicKey signer, long beingWrittenOfIt) {
    return of(signer).size() + beingWrittenOfIt >= MOST_PER_MEMBER
        || (!kept.containsKey(signer) && kept.size() >= MOST_MEMBERS);
  }
}
