package io.timecoin.gateway.sync;

import io.timecoin.gateway.peers.Peer;

/**
 * One peer as a source of microblocks: what it says it has, how much it is asked for at once, and
 * whether it rests after it was slow or wrong. Guarded by the client's lock.
 */
final class SyncSource {
  /** Microblocks: the first question costs little when nobody answers. */
  private static final int FIRST_RANGE = 25;

  private static final int SMALLEST_RANGE = 5;

  /** Milliseconds of an answer that came fast enough to ask for more, or too slow for as much. */
  private static final long FAST_MILLIS = 500;

  private static final long SLOW_MILLIS = 2_000;

  private static final long LONGEST_REST_MILLIS = 60_000;
  private static final long REST_MILLIS = 1_000;
  private static final long REST_AFTER_LIE_MILLIS = 600_000;

  /** Milliseconds that "I have none" counts. */
  static final long LACKS_MILLIS = 1_000;

  private final Peer peer;
  private long claimed;
  private int range = FIRST_RANGE;
  private int failures;
  private long restsUntil;
  private long lacksFrom = Long.MAX_VALUE;
  private long lacksUntil;
  private boolean busy;

  SyncSource(Peer peer) {
    this.peer = peer;
  }

  Peer peer() {
    return peer;
  }

  long claimed() {
    return claimed;
  }

  int range() {
    return range;
  }

  void claims(long sequence) {
    claimed = sequence;
    lacksFrom = Long.MAX_VALUE;
  }

  boolean mayBeAskedFor(long sequence, long nowMillis) {
    return !busy && nowMillis >= restsUntil && (sequence < lacksFrom || nowMillis >= lacksUntil);
  }

  /** Whether it may have a sequence, as far as it has said. */
  boolean mayHave(long sequence, long nowMillis) {
    return busy || (!rests(nowMillis) && (sequence < lacksFrom || nowMillis >= lacksUntil));
  }

  boolean rests(long nowMillis) {
    return nowMillis < restsUntil;
  }

  void asked() {
    busy = true;
  }

  void delivered(boolean asMuchAsAsked, long tookMillis) {
    busy = false;
    failures = 0;
    if (tookMillis > SLOW_MILLIS) {
      range = Math.max(SMALLEST_RANGE, range / 2);
    } else if (asMuchAsAsked && tookMillis < FAST_MILLIS) {
      range = Math.min(SyncClient.LARGEST_RANGE, range * 2);
    }
  }

  /** Says that it has nothing from here on. */
  void lacks(long sequence, long nowMillis) {
    busy = false;
    lacksFrom = sequence;
    lacksUntil = nowMillis + LACKS_MILLIS;
    claimed = Math.min(claimed, sequence - 1);
  }

  /** Did not answer in time, or at all: asked less, and later. */
  void failed(long nowMillis) {
    busy = false;
    failures++;
    range = Math.max(SMALLEST_RANGE, range / 4);
    restsUntil = nowMillis + Math.min(LONGEST_REST_MILLIS, REST_MILLIS << Math.min(failures, 10));
  }

  void lied(long nowMillis) {
    busy = false;
    restsUntil = nowMillis + REST_AFTER_LIE_MILLIS;
  }
}
