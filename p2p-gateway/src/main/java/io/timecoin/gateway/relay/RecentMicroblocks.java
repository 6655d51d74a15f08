package io.timecoin.gateway.relay;

import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The newest final microblocks without a gap, bounded in bytes. Thread-safe. */
public final class RecentMicroblocks {
  private final long capacityBytes;
  private final TreeMap<Long, MicroblockRecord> bySequence = new TreeMap<>();
  private long bytes;

  public RecentMicroblocks(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  /** One that was believed; it follows the one before, or all before it are forgotten. */
  public synchronized void add(MicroblockRecord microblock) {
    long sequence = microblock.getSequence();
    if (!bySequence.isEmpty() && bySequence.lastKey() != sequence - 1) {
      bySequence.clear();
      bytes = 0;
    }
    bySequence.put(sequence, microblock);
    bytes += microblock.getSerializedSize();
    while (bytes > capacityBytes && bySequence.size() > 1) {
      bytes -= bySequence.pollFirstEntry().getValue().getSerializedSize();
    }
  }

  /** From a sequence on; none where that one is not among them. */
  synchronized List<MicroblockRecord> from(long sequence, int limit, long maxBytes) {
    if (!bySequence.containsKey(sequence)) {
      return List.of();
    }
    var range = new ArrayList<MicroblockRecord>();
    long size = 0;
    for (MicroblockRecord microblock : bySequence.tailMap(sequence).values()) {
      size += microblock.getSerializedSize();
      if (range.size() == limit || (size > maxBytes && !range.isEmpty())) {
        break;
      }
      range.add(microblock);
    }
    return range;
  }
}
