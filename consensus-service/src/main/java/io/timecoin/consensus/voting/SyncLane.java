package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.Input;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Synced microblocks in the order of the chain (PROTOCOL §6.10): each is ready when the chain has
 * reached it, those ahead are held, those behind are dropped. Nothing is believed here: the machine
 * checks each certificate when its turn has come. So several of one sequence are held: a forged one
 * must not keep the right one out. Not thread-safe.
 */
final class SyncLane {
  /** Microblocks ahead: some answers of 500. */
  static final int MOST_HELD = 2_000;

  /**
   * Bytes of them as they came, of which one microblock may be 4 MiB; four times that in memory.
   */
  static final int MOST_BYTES = 12 * 1024 * 1024;

  /** Of one sequence; then the newest replaces the oldest. */
  static final int MOST_OF_ONE_SEQUENCE = 3;

  /** How long a full lane waits for the chain to move before it forgets what is furthest ahead. */
  static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Ready ones: a few, since some may be of 4 MiB. */
  static final int MOST_READY = 4;

  /** Decided digests that a synced microblock is held against: as many as the machine knows. */
  private static final int DECIDED_KEPT = 64;

  private record Held(CertifiedMicroblock microblock, int bytes) {}

  private final TreeMap<Long, List<Held>> ahead = new TreeMap<>();
  private final TreeMap<Long, Hash256> decided = new TreeMap<>();
  private final Queue<CertifiedMicroblock> ready = new ArrayDeque<>();
  private long nextSequence;
  private long offeredSequence;
  private int count;
  private long bytes;

  SyncLane(long decidedSequence) {
    nextSequence = decidedSequence + 1;
  }

  long nextSequence() {
    return nextSequence;
  }

  boolean isReadyFull() {
    return ready.size() >= MOST_READY;
  }

  /** Whether there is no room, and what comes next has come, so that there soon may be. */
  boolean shouldWait(long sequence, int size) {
    return sequence > nextSequence && isFull(size) && offeredSequence == nextSequence;
  }

  void add(CertifiedMicroblock microblock, int size) {
    long sequence = microblock.header().sequence();
    if (sequence <= nextSequence) {
      offer(microblock);
      return;
    }
    var same = ahead.computeIfAbsent(sequence, _ -> new ArrayList<>());
    if (same.stream().anyMatch(held -> held.microblock().equals(microblock))) {
      return;
    }
    if (same.size() == MOST_OF_ONE_SEQUENCE) {
      release(same.removeFirst());
    }
    same.add(new Held(microblock, size));
    count++;
    bytes += size;
    while (isFull(0)) {
      ahead.pollLastEntry().getValue().forEach(this::release);
    }
  }

  /** The chain has gone on by one. */
  void decided(MicroblockHeader header) {
    decided.put(header.sequence(), header.digest());
    if (decided.size() > DECIDED_KEPT) {
      decided.pollFirstEntry();
    }
    nextSequence = Math.max(nextSequence, header.sequence() + 1);
    while (!ahead.isEmpty() && ahead.firstKey() <= nextSequence) {
      for (Held held : ahead.pollFirstEntry().getValue()) {
        release(held);
        offer(held.microblock());
      }
    }
  }

  boolean isReady() {
    return !ready.isEmpty();
  }

  /** What is to be taken in next, or null. */
  Input poll() {
    var microblock = ready.poll();
    return microblock == null ? null : new Input.MicroblockServed(microblock);
  }

  /** One behind means something only if another one was decided (PROTOCOL §6.9). */
  private void offer(CertifiedMicroblock microblock) {
    long sequence = microblock.header().sequence();
    var known = decided.get(sequence);
    boolean differs = known != null && !known.equals(microblock.header().digest());
    if (sequence == nextSequence || differs) {
      ready.add(microblock);
      offeredSequence = Math.max(offeredSequence, sequence);
    }
  }

  private boolean isFull(int size) {
    return count + (size > 0 ? 1 : 0) > MOST_HELD || bytes + size > MOST_BYTES;
  }

  private void release(Held held) {
    count--;
    bytes -= held.bytes();
  }
}
