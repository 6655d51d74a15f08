package io.timecoin.gateway.tracking;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.crypto.Hash256;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which block confirms a sequence, for the newest blocks. Thread-safe. */
public final class SealIndex {
  /** Blocks remembered: weeks of them. */
  static final int CAPACITY = 4_096;

  private final TreeMap<Long, Seal> byLastSequence = new TreeMap<>();

  /** A sealed block. */
  public record Seal(long height, Hash256 blockHash, long firstSequence, long lastSequence) {
    /** The seal that a header is; empty for genesis's. */
    public static Optional<Seal> of(BlockHeader header) {
      return header
          .coverage()
          .map(
              covered ->
                  new Seal(
                      header.height(),
                      header.hash(),
                      covered.firstSequence(),
                      covered.lastSequence()));
    }
  }

  public synchronized void add(Seal seal) {
    byLastSequence.put(seal.lastSequence(), seal);
    if (byLastSequence.size() > CAPACITY) {
      byLastSequence.pollFirstEntry();
    }
  }

  /** The block that covers this sequence, if it is sealed and remembered. */
  public synchronized Optional<Seal> find(long sequence) {
    return Optional.ofNullable(byLastSequence.ceilingEntry(sequence))
        .map(Map.Entry::getValue)
        .filter(seal -> seal.firstSequence() <= sequence);
  }

  /** Blocks remembered. */
  public synchronized int size() {
    return byLastSequence.size();
  }
}
