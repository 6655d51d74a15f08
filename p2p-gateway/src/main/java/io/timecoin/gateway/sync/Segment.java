package io.timecoin.gateway.sync;

import io.timecoin.gateway.peers.Peer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A part of the chain on its way. Guarded by the client's lock. */
final class Segment {
  private final long first;
  private long last;
  private final Set<Long> asked = new HashSet<>(2);
  private final Set<Long> checked = new HashSet<>(2);
  private int underWay;
  private long askedAt;
  private Optional<Arrived> arrived = Optional.empty();

  /** What has come, and from whom. */
  record Arrived(Peer peer, CheckedRange range) {}

  Segment(long first, long last) {
    this.first = first;
    this.last = last;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /** Ends earlier; what comes for the longer one is taken nevertheless. */
  void cut(long newLast) {
    last = newLast;
  }

  boolean isAskedOf(SyncSource source) {
    return asked.contains(source.peer().id());
  }

  void ask(SyncSource source, long nowMillis) {
    asked.add(source.peer().id());
    underWay++;
    askedAt = nowMillis;
  }

  /** An answer has come and is being checked. */
  void answered(SyncSource source) {
    checked.add(source.peer().id());
  }

  /** One of those that were asked has come to its end. */
  void ended(SyncSource source) {
    underWay--;
    asked.remove(source.peer().id());
    checked.remove(source.peer().id());
  }

  boolean isOpen() {
    return arrived.isEmpty();
  }

  boolean isUnasked() {
    return isOpen() && underWay == 0;
  }

  /** Whether it has waited for peers so long; the checking of an answer is this node's own time. */
  boolean isWaitingSince(long millis, long nowMillis) {
    return isOpen() && underWay > 0 && checked.isEmpty() && nowMillis - askedAt >= millis;
  }

  Optional<Arrived> arrived() {
    return arrived;
  }

  void arrive(Peer peer, CheckedRange range) {
    arrived = Optional.of(new Arrived(peer, range));
    last = range.lastSequence();
  }
}
