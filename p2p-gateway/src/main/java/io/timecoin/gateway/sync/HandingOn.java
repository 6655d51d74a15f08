package io.timecoin.gateway.sync;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far this node's chain goes, and how far beyond it microblocks were handed to the other
 * services, one range at a time. Guarded by the client's lock.
 */
final class HandingOn {
  /** Milliseconds without progress of this node after which what was handed on counts as lost. */
  static final long STUCK_MILLIS = 15_000;

  /** Milliseconds between attempts to hand on. */
  static final long RETRY_MILLIS = 500;

  private record Unapplied(long lastSequence, long bytes) {}

  private final Deque<Unapplied> unapplied = new ArrayDeque<>();
  private Position end;
  private long ownSequence;
  private long ownMovedAt;
  private boolean underWay;
  private long againAt;
  private long inAll;

  HandingOn(Position own, long nowMillis) {
    this.end = own;
    this.ownSequence = own.sequence();
    this.ownMovedAt = nowMillis;
  }

  /** The last microblock that was handed on or is final here. */
  Position end() {
    return end;
  }

  /** The sequence after it. */
  long next() {
    return end.sequence() + 1;
  }

  /** The last one that is final here. */
  long ownSequence() {
    return ownSequence;
  }

  /** Milliseconds since this node's chain has grown. */
  long stillMillis(long nowMillis) {
    return nowMillis - ownMovedAt;
  }

  /** Bytes that were handed on and are not final here. */
  long bytes() {
    return unapplied.stream().mapToLong(Unapplied::bytes).sum();
  }

  /** Whether a range is being handed on. */
  boolean isUnderWay() {
    return underWay;
  }

  /** Microblocks since the start. */
  long inAll() {
    return inAll;
  }

  /** Takes in where this node is now. */
  void follow(Position own, long nowMillis) {
    if (own.sequence() != ownSequence) {
      ownSequence = own.sequence();
      ownMovedAt = nowMillis;
    }
    if (own.sequence() > end.sequence()) {
      end = own;
    }
    unapplied.removeIf(range -> range.lastSequence() <= ownSequence);
  }

  /** Whether what was handed on has not become final here for long. */
  boolean isStuck(long nowMillis) {
    return end.sequence() > ownSequence && stillMillis(nowMillis) >= STUCK_MILLIS && !underWay;
  }

  /** Begins anew where this node is. */
  void giveUp(Position own, long nowMillis) {
    end = own;
    ownMovedAt = nowMillis;
    unapplied.clear();
  }

  boolean mayBegin(long nowMillis) {
    return !underWay && nowMillis >= againAt;
  }

  void begin() {
    underWay = true;
  }

  /** The other services have it. */
  void done(CheckedRange range) {
    underWay = false;
    inAll += range.records().size();
    if (range.lastSequence() > end.sequence()) {
      end = new Position(range.lastSequence(), range.lastDigest());
      unapplied.add(new Unapplied(range.lastSequence(), range.bytes()));
    }
  }

  /** They do not have it for sure. */
  void failed(long nowMillis) {
    underWay = false;
    againAt = nowMillis + RETRY_MILLIS;
  }
}
