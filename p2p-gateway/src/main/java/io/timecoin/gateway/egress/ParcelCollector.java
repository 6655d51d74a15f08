package io.timecoin.gateway.egress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects the parcels of several requests into one batch. Used by one taking thread. */
final class ParcelCollector {
  /** Fewer than what a verifier puts aside as no gateway's batch. */
  private static final int MAX_TRANSACTIONS = 10_000;

  private final BlockingQueue<InboundParcel> queue = new LinkedBlockingQueue<>();
  private final long maxBytes;
  private final long delayNanos;
  private InboundParcel carriedOver;

  ParcelCollector(long maxBytes, Duration delay) {
    this.maxBytes = maxBytes;
    this.delayNanos = delay.toNanos();
  }

  /** The queue's bound is the byte budget of those who add. */
  void add(InboundParcel parcel) {
    queue.add(parcel);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Takes what nobody has taken yet. */
  List<InboundParcel> takeBack() {
    var rest = new ArrayList<InboundParcel>();
    queue.drainTo(rest);
    return rest;
  }

  /** Waits for a parcel, then a moment for more; empty when none came within the patience. */
  List<InboundParcel> next(Duration patience) throws InterruptedException {
    InboundParcel first = carriedOver;
    carriedOver = null;
    if (first == null) {
      first = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
    if (first == null) {
      return List.of();
    }
    var batch = new ArrayList<InboundParcel>();
    batch.add(first);
    long bytes = first.bytes();
    int count = first.transactions().size();
    long end = System.nanoTime() + delayNanos;
    while (bytes < maxBytes && count < MAX_TRANSACTIONS) {
      InboundParcel next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      bytes += next.bytes();
      count += next.transactions().size();
      if (bytes > maxBytes || count > MAX_TRANSACTIONS) {
        carriedOver = next;
        break;
      }
      batch.add(next);
    }
    return batch;
  }
}
