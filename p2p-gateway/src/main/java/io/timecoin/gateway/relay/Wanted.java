package io.timecoin.gateway.relay;

import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One transaction that is wanted, and whom it may be asked of. Guarded by the plan's owner. */
final class Wanted {
  /** Peers remembered to ask for one transaction. */
  static final int SOURCES = 8;

  private final Hash256 wtxid;
  private final Optional<Peer> announcer;

  /** To be asked yet, in turn. */
  private final Deque<Peer> sources = new ArrayDeque<>(2);

  /** That have been asked, or are about to be. */
  private final Set<Long> tried = new LinkedHashSet<>(2);

  private boolean urgent;
  private long askedAtMillis;
  private int underWay;

  /**
   * @param announcer who announced it first; nobody where the mempool asked for it before anybody
   *     did
   */
  Wanted(Hash256 wtxid, Optional<Peer> announcer) {
    this.wtxid = wtxid;
    this.announcer = announcer;
  }

  Hash256 wtxid() {
    return wtxid;
  }

  Optional<Peer> announcer() {
    return announcer;
  }

  boolean isAnnouncedBy(Peer peer) {
    return announcer.filter(first -> first.id() == peer.id()).isPresent();
  }

  /** Whether the mempool waits for it. */
  boolean isUrgent() {
    return urgent;
  }

  void mayBeAskedOf(Peer peer) {
    if (sources.size() < SOURCES
        && !tried.contains(peer.id())
        && sources.stream().noneMatch(source -> source.id() == peer.id())) {
      sources.add(peer);
    }
  }

  /** The mempool waits for it: these go before announcers. */
  void orderedFrom(List<Peer> peers) {
    urgent = true;
    List<Peer> announcers = List.copyOf(sources);
    sources.clear();
    peers.forEach(this::mayBeAskedOf);
    announcers.forEach(this::mayBeAskedOf);
  }

  /** Whom to ask next; that peer counts as asked from now on. */
  Optional<Peer> next(Predicate<Peer> isConnected, long nowMillis) {
    Peer next = sources.poll();
    while (next != null && !isConnected.test(next)) {
      next = sources.poll();
    }
    if (next != null) {
      tried.add(next.id());
      underWay++;
      askedAtMillis = nowMillis;
    }
    return Optional.ofNullable(next);
  }

  /** A peer that was asked has not given it. */
  void gaveNothing() {
    underWay--;
  }

  boolean isUnderWay() {
    return underWay > 0;
  }

  boolean wasAskedOf(Peer peer) {
    return tried.contains(peer.id());
  }

  /** Whether it was last asked for so long ago, or, by a clock that was set, later than now. */
  boolean wasAskedBefore(long millis, long nowMillis) {
    return nowMillis - askedAtMillis >= millis || nowMillis < askedAtMillis;
  }
}
