package io.timecoin.gateway.sync;

import io.timecoin.gateway.peers.Peer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connected peers as sources of microblocks. Guarded by the client's lock. */
final class SyncSources {
  private final Map<Long, SyncSource> byPeer = new HashMap<>();

  SyncSource of(Peer peer) {
    return byPeer.computeIfAbsent(peer.id(), _ -> new SyncSource(peer));
  }

  void drop(Peer peer) {
    byPeer.remove(peer.id());
  }

  /** Knows these, and nobody of whom something was told at the moment in which it went. */
  void keep(Collection<Peer> connected) {
    var ids = new HashSet<Long>();
    for (Peer peer : connected) {
      ids.add(peer.id());
      var _ = of(peer);
    }
    byPeer.keySet().retainAll(ids);
  }

  /** The newest sequence that anybody says exists; 0 where nobody has said any. */
  long newestClaim() {
    return byPeer.values().stream().mapToLong(SyncSource::claimed).max().orElse(0);
  }

  /** As above, of those that do not rest. */
  long newestClaim(long nowMillis) {
    return byPeer.values().stream()
        .filter(source -> !source.rests(nowMillis))
        .mapToLong(SyncSource::claimed)
        .max()
        .orElse(0);
  }

  /**
   * Who is to be asked for a segment: of the free ones who says it has it, then who answers most.
   */
  Optional<SyncSource> bestFor(Segment segment, long nowMillis) {
    return byPeer.values().stream()
        .filter(source -> source.mayBeAskedFor(segment.first(), nowMillis))
        .filter(source -> !segment.isAskedOf(source))
        .max(
            Comparator.comparing((SyncSource source) -> source.claimed() >= segment.first())
                .thenComparing(SyncSource::range));
  }

  boolean mayHave(long sequence, long nowMillis) {
    return byPeer.values().stream().anyMatch(source -> source.mayHave(sequence, nowMillis));
  }

  /** All of them, for people. */
  List<SyncProgress.Source> described(long nowMillis) {
    return byPeer.values().stream()
        .map(
            source ->
                new SyncProgress.Source(
                    source.peer(), source.claimed(), source.range(), source.rests(nowMillis)))
        .toList();
  }
}
