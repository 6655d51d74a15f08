package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.Lane;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * What waits to be sent to one peer, each lane bounded by bytes. URGENT goes first; RELAY and BULK
 * take turns, so that neither starves the other. Thread-safe.
 */
public final class OutboundLanes {
  /** What a message costs beside its bytes. */
  private static final int OVERHEAD = 64;

  private final Map<Lane, Integer> bounds;
  private final Map<Lane, Queue<PeerMessage>> queues = new EnumMap<>(Lane.class);
  private final Map<Lane, Integer> bytes = new EnumMap<>(Lane.class);
  private boolean bulkNext;

  public OutboundLanes(Map<Lane, Integer> bounds) {
    this.bounds = new EnumMap<>(bounds);
    for (Lane lane : Lane.values()) {
      queues.put(lane, new ArrayDeque<>());
      bytes.put(lane, 0);
    }
  }

  /**
   * Queues a message, unless it does not fit. An empty lane takes any message, however large.
   *
   * @return whether it was queued
   */
  public synchronized boolean offer(Lane lane, PeerMessage message) {
    int size = cost(message);
    int before = bytes.get(lane);
    if (before > 0 && (long) before + size > bounds.get(lane)) {
      return false;
    }
    queues.get(lane).add(message);
    bytes.put(lane, before + size);
    return true;
  }

  /** The next to send. */
  public synchronized Optional<PeerMessage> poll() {
    Lane lane = next();
    PeerMessage message = queues.get(lane).poll();
    if (message == null) {
      return Optional.empty();
    }
    bytes.merge(lane, -cost(message), Integer::sum);
    return Optional.of(message);
  }

  private Lane next() {
    if (!queues.get(Lane.URGENT).isEmpty()) {
      return Lane.URGENT;
    }
    boolean bulk = !queues.get(Lane.BULK).isEmpty();
    boolean relay = !queues.get(Lane.RELAY).isEmpty();
    if (bulk && (bulkNext || !relay)) {
      bulkNext = false;
      return Lane.BULK;
    }
    bulkNext = true;
    return Lane.RELAY;
  }

  public synchronized boolean isEmpty() {
    return queues.values().stream().allMatch(Queue::isEmpty);
  }

  public synchronized long waitingBytes() {
    return bytes.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** The connection is gone. */
  public synchronized void clear() {
    for (Lane lane : Lane.values()) {
      queues.get(lane).clear();
      bytes.put(lane, 0);
    }
  }

  private static int cost(PeerMessage message) {
    return message.getSerializedSize() + OVERHEAD;
  }
}
