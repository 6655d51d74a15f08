package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.Input;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Synced microblocks in the order of the chain (PROTOCOL §6.10), and what mempool says of them
 * ahead of time. Each is put to the machine when the chain has reached it, or will have reached it
 * when the machine has taken in what it was given before: so many can share one write. Nothing is
 * believed here, the machine checks each certificate. So several of one sequence are held: a forged
 * one must not keep the right one out. Not thread-safe.
 */
final class SyncLane {
  /** Microblocks: some answers of 500. */
  static final int MOST_HELD = 2_000;

  /**
   * Bytes of them as they came, of which one microblock may be 4 MiB; four times that in memory.
   */
  static final int MOST_BYTES = 12 * 1024 * 1024;

  /** Of one sequence; then the newest replaces the oldest. */
  static final int MOST_OF_ONE_SEQUENCE = 3;

  /** How long a full lane waits for the chain to move before it forgets what is furthest ahead. */
  static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Of those that differ from what was decided one is enough to stop the node. */
  static final int MOST_DIFFERING = 4;

  /** Inputs of one group: bounds what shares a write, and how long a vote waits for its turn. */
  static final int LARGEST_GROUP = 128;

  /** Bytes of microblocks in one group, the last one not counted. */
  static final int LARGEST_GROUP_BYTES = 1024 * 1024;

  /** Decided digests that a synced microblock is held against: as many as the machine knows. */
  private static final int DECIDED_KEPT = 64;

  private final TreeMap<Long, List<HeldMicroblock>> held = new TreeMap<>();
  private final TreeMap<Long, Hash256> decided = new TreeMap<>();
  private final Queue<CertifiedMicroblock> differing = new ArrayDeque<>();
  private long nextSequence;

  /** Where the machine will be when it has taken in what it was given. */
  private long reached;

  private int count;
  private long bytes;

  SyncLane(long decidedSequence) {
    nextSequence = decidedSequence + 1;
    reached = nextSequence;
  }

  long nextSequence() {
    return nextSequence;
  }

  /** Whether there is no room, and what comes next has come, so that there soon may be. */
  boolean shouldWait(long sequence, int size) {
    return sequence > nextSequence && isFull(size) && held.containsKey(nextSequence);
  }

  /**
   * Holds a microblock.
   *
   * @return whether the chain has yet to reach it
   */
  boolean add(CertifiedMicroblock microblock, int size) {
    long sequence = microblock.header().sequence();
    if (sequence < nextSequence) {
      compareWithDecided(microblock);
      return false;
    }
    var same = held.computeIfAbsent(sequence, _ -> new ArrayList<>());
    if (same.stream().noneMatch(other -> other.microblock().equals(microblock))) {
      if (same.size() == MOST_OF_ONE_SEQUENCE) {
        release(same.removeFirst());
      }
      same.add(new HeldMicroblock(microblock, size));
      count++;
      bytes += size;
      // What comes next needs no room: it leaves at once.
      while (sequence > nextSequence && isFull(0)) {
        held.pollLastEntry().getValue().forEach(this::release);
      }
    }
    return true;
  }

  /** Mempool has judged one ahead of time: it is valid on the one it follows. */
  void valid(long sequence, Hash256 digest, SealInputs inputs) {
    held.getOrDefault(sequence, List.of()).stream()
        .filter(one -> one.digest().equals(digest))
        .forEach(one -> one.valid(inputs));
  }

  /** The chain has gone on by one. */
  void decided(MicroblockHeader header) {
    decided.put(header.sequence(), header.digest());
    if (decided.size() > DECIDED_KEPT) {
      decided.pollFirstEntry();
    }
    nextSequence = Math.max(nextSequence, header.sequence() + 1);
    while (!held.isEmpty() && held.firstKey() < nextSequence) {
      for (HeldMicroblock passed : held.pollFirstEntry().getValue()) {
        release(passed);
        compareWithDecided(passed.microblock());
      }
    }
  }

  /** The machine has taken in all that it was given; what it did not decide waits for its turn. */
  void taken() {
    if (reached > nextSequence) {
      held.tailMap(nextSequence, false).values().forEach(one -> one.forEach(HeldMicroblock::again));
    }
    reached = nextSequence;
  }

  boolean isReady() {
    return !differing.isEmpty()
        || held.getOrDefault(reached, List.of()).stream().anyMatch(HeldMicroblock::hasNext);
  }

  /** Moves what is to be taken in next to a group. */
  void drainTo(List<Input> group) {
    while (!differing.isEmpty()) {
      group.add(new Input.MicroblockServed(differing.remove()));
    }
    int inputs = 0;
    long size = 0;
    List<HeldMicroblock> here = held.get(reached);
    while (here != null && inputs < LARGEST_GROUP && size < LARGEST_GROUP_BYTES) {
      for (HeldMicroblock one : here) {
        List<Input> next = one.next();
        group.addAll(next);
        inputs += next.size();
        size += next.isEmpty() ? 0 : one.bytes();
      }
      if (here.stream().anyMatch(HeldMicroblock::isJudged)) {
        reached++;
        here = held.get(reached);
      } else {
        here = null;
      }
    }
  }

  /** One behind means something only if another one was decided (PROTOCOL §6.9). */
  private void compareWithDecided(CertifiedMicroblock microblock) {
    var known = decided.get(microblock.header().sequence());
    if (known != null
        && !known.equals(microblock.header().digest())
        && differing.size() < MOST_DIFFERING) {
      differing.add(microblock);
    }
  }

  private boolean isFull(int size) {
    return count + (size > 0 ? 1 : 0) > MOST_HELD || bytes + size > MOST_BYTES;
  }

  private void release(HeldMicroblock released) {
    count--;
    bytes -= released.bytes();
  }
}
