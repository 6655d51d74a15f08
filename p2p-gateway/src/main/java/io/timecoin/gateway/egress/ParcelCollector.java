package io.timecoin.gateway.egress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Collects the parcels of several requests into batches. A record costs something on its way apart
 * from what is in it, so batches that follow each other are kept apart by an interval; after a
 * quiet time a parcel goes at once. Used by one taking thread.
 */
final class ParcelCollector {
  /** Fewer than what a verifier puts aside as no gateway's batch. */
  private static final int MAX_TRANSACTIONS = 10_000;

  private final BlockingQueue<InboundParcel> queue = new LinkedBlockingQueue<>();
  private final long maxBytes;
  private final long intervalNanos;
  // Such that the first is not kept apart from anything.
  private long nextNanos = System.nanoTime();

  ParcelCollector(long maxBytes, Duration interval) {
    this.maxBytes = maxBytes;
    this.intervalNanos = interval.toNanos();
  }

  /** The queue's bound is the byte budget of those who add. */
  void add(InboundParcel parcel) {
    queue.add(parcel);
  }

  /** Takes what nobody has taken yet. */
  List<InboundParcel> takeBack() {
    var rest = new ArrayList<InboundParcel>();
    queue.drainTo(rest);
    return rest;
  }

  /**
   * Waits for a parcel, then until it may go.
   *
   * @return all that is there then, in order; no batch when none came within the patience
   */
  List<List<InboundParcel>> next(Duration patience) throws InterruptedException {
    InboundParcel first = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (first == null) {
      return List.of();
    }
    TimeUnit.NANOSECONDS.sleep(nextNanos - System.nanoTime());
    nextNanos = System.nanoTime() + intervalNanos;
    var parcels = new ArrayList<InboundParcel>();
    parcels.add(first);
    queue.drainTo(parcels);
    return cut(parcels);
  }

  private List<List<InboundParcel>> cut(List<InboundParcel> parcels) {
    var batches = new ArrayList<List<InboundParcel>>();
    var batch = new ArrayList<InboundParcel>();
    long bytes = 0;
    int count = 0;
    for (InboundParcel parcel : parcels) {
      bytes += parcel.bytes();
      count += parcel.transactions().size();
      if (!batch.isEmpty() && (bytes > maxBytes || count > MAX_TRANSACTIONS)) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = parcel.bytes();
        count = parcel.transactions().size();
      }
      batch.add(parcel);
    }
    batches.add(batch);
    return batches;
  }
}
