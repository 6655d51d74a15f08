package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.Input;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has arrived and is not taken in yet. Each source has a bounded lane of its own, and a group
 * takes from the lanes in turn: peers that flood, or a long sync, delay a draft by one input each,
 * never by what they have queued. Whoever finds its lane full waits, which holds back its own poll
 * loop and no other. Within the peers' lane the gateways' limits keep one peer from the others.
 */
public final class Inbox {

  /** Where inputs come from, each with its own room. */
  public enum Source {
    /** Mempool: drafts and verdicts, of which some with 4 MiB must fit the heap. */
    MEMPOOL(16),
    /** consensus.inbound: votes, and proposals of half a megabyte at most. */
    PEERS(64);

    private final int capacity;

    Source(int capacity) {
      this.capacity = capacity;
    }
  }

  /** Inputs that share one atomic write, synced ones apart: bounds the wait of the first. */
  private static final int LARGEST_GROUP = 32;

  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Source, Queue<Input>> lanes = new EnumMap<>(Source.class);
  private final SyncLane synced;

  /**
   * @param decidedSequence where the chain ends now
   */
  public Inbox(long decidedSequence) {
    synced = new SyncLane(decidedSequence);
    for (Source source : Source.values()) {
      lanes.put(source, new ArrayDeque<>());
    }
  }

  /** Waits for room in the source's lane. */
  public void put(Source source, Input input) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (lanes.get(source).size() >= source.capacity) {
        changed.await();
      }
      lanes.get(source).add(input);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A synced microblock, to be taken when the chain has reached it. While the lane is full and the
   * chain moves, the caller waits; otherwise what is furthest ahead is forgotten, this one or
   * another: it can be asked for again.
   *
   * @param bytes that it takes, about
   * @return whether the chain has yet to reach it, so that a verdict on it is worth asking for
   */
  public boolean put(CertifiedMicroblock microblock, int bytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long stalledNanos = SyncLane.LONGEST_WAIT_NANOS;
      while (synced.shouldWait(microblock.header().sequence(), bytes) && stalledNanos > 0) {
        long sequence = synced.nextSequence();
        stalledNanos = changed.awaitNanos(stalledNanos);
        if (synced.nextSequence() != sequence) {
          stalledNanos = SyncLane.LONGEST_WAIT_NANOS;
        }
      }
      boolean ahead = synced.add(microblock, bytes);
      changed.signalAll();
      return ahead;
    } finally {
      lock.unlock();
    }
  }

  /** Mempool has found a synced microblock valid ahead of time; dropped if it is not held. */
  public void putValid(long sequence, Hash256 digest, SealInputs inputs) {
    lock.lock();
    try {
      synced.valid(sequence, digest, inputs);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What was taken last has been taken in.
   *
   * @param decided what became final by it, in order
   */
  void taken(List<CertifiedMicroblock> decided) {
    lock.lock();
    try {
      decided.forEach(microblock -> synced.decided(microblock.header()));
      synced.taken();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What is here, at most a group; waits at most so long for the first. It is to be taken in, and
   * {@link #taken} to be told, before the next one is taken.
   */
  List<Input> take(long waitNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = waitNanos;
      while (isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      var group = new ArrayList<Input>();
      boolean found = true;
      while (found && group.size() < LARGEST_GROUP) {
        found = false;
        for (var lane : lanes.values()) {
          found |= move(lane.poll(), group);
        }
      }
      synced.drainTo(group);
      changed.signalAll();
      return group;
    } finally {
      lock.unlock();
    }
  }

  private boolean isEmpty() {
    return !synced.isReady() && lanes.values().stream().allMatch(Queue::isEmpty);
  }

  private static boolean move(Input input, List<Input> group) {
    return input != null && group.add(input);
  }
}
