package io.timecoin.gateway.peers.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.PeerMeter;
import io.timecoin.gateway.peers.frame.FrameException;
import io.timecoin.gateway.peers.frame.Frames;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * What goes to one peer: it waits in lanes and is written by one task at a time, only as fast as
 * the socket takes it. Thread-safe.
 */
final class Sending {
  private static final Logger LOG = Logger.getLogger(Sending.class);

  private final Channel channel;
  private final OutboundLanes lanes;
  private final Traffic traffic;
  private final PeerMeter meter;
  private final Serial tasks;
  private final AtomicBoolean pumpWaits = new AtomicBoolean();
  private final AtomicLong dropped = new AtomicLong();
  private boolean waits;
  private long waitsSinceNanos;

  /**
   * @param laneBytes that may wait, per lane
   * @param tasks in which messages are encoded
   */
  Sending(
      Channel channel,
      Map<Lane, Integer> laneBytes,
      Traffic traffic,
      PeerMeter meter,
      Serial tasks) {
    this.channel = channel;
    this.lanes = new OutboundLanes(laneBytes);
    this.traffic = traffic;
    this.meter = meter;
    this.tasks = tasks;
  }

  /** Queues a message; false, and counted, where its lane is full. */
  boolean offer(Lane lane, PeerMessage message) {
    if (!lanes.offer(lane, message)) {
      dropped.incrementAndGet();
      meter.dropped(lane);
      return false;
    }
    pump();
    return true;
  }

  /** The socket takes more again. */
  void pump() {
    if (pumpWaits.compareAndSet(false, true)) {
      tasks.execute(this::writeWaiting);
    }
  }

  private void writeWaiting() {
    pumpWaits.set(false);
    while (channel.isWritable()) {
      Optional<PeerMessage> next = lanes.poll();
      if (next.isEmpty()) {
        return;
      }
      write(next.get());
    }
  }

  /** Writes a message before all that waits. */
  void write(PeerMessage message) {
    try {
      byte[] frame = Frames.encode(message);
      meter.sent(MessageKind.of(message), frame.length);
      var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(frame), channel.voidPromise());
    } catch (FrameException e) {
      LOG.errorf(
          "TC-GW-119: a %s for %s was not sent: %s",
          MessageKind.of(message), channel.remoteAddress(), e.getMessage());
    }
  }

  /** Whether nothing of what waits could be sent for so long; asked by one thread. */
  boolean isStalled(long nowNanos, Duration time) {
    if (channel.isWritable()) {
      waits = false;
      return false;
    }
    if (!waits) {
      waits = true;
      waitsSinceNanos = nowNanos;
    }
    long idleNanos = Math.min(nowNanos - waitsSinceNanos, nowNanos - traffic.lastSentNanos());
    return idleNanos > time.toNanos();
  }

  /** Messages that found their lane full. */
  long dropped() {
    return dropped.get();
  }

  long waitingBytes() {
    return lanes.waitingBytes();
  }

  /** Drops all that waits: the connection ends. */
  void clear() {
    lanes.clear();
  }
}
