package io.timecoin.gateway.peers.connection;

import io.netty.channel.Channel;
import io.timecoin.gateway.peers.PeerLimits;
import io.timecoin.gateway.peers.PeerMeter;
import io.timecoin.gateway.peers.limits.InboundRoom;
import io.timecoin.gateway.peers.limits.KindRates;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * How fast one peer is read from: no faster than what has come is worked off, and no more of a kind
 * than its rate. While it is not read from, TCP slows the other end down.
 */
final class Reading {
  /** Bytes of frames that may wait for their task; then reading stops. */
  private static final int BACKLOG_HIGH = 1 << 20;

  private static final int BACKLOG_LOW = 256 << 10;

  private final Channel channel;
  private final PeerMeter meter;
  private final LongSupplier nanoTime;
  private final InboundRoom.Share room;
  private final Duration patience;
  private final KindRates rates;
  private final AtomicInteger backlog = new AtomicInteger();
  private boolean backlogPause;
  private boolean ratePause;
  private volatile long pausedUntilNanos;

  Reading(
      Channel channel,
      PeerLimits limits,
      PeerMeter meter,
      LongSupplier nanoTime,
      InboundRoom.Share room) {
    this.channel = channel;
    this.meter = meter;
    this.nanoTime = nanoTime;
    this.room = room;
    this.patience = limits.patience();
    this.pausedUntilNanos = nanoTime.getAsLong();
    this.rates = new KindRates(limits.rateFactor(), pausedUntilNanos);
  }

  /** A frame of so many bytes waits for its task. */
  void arrived(int bytes) {
    room.waiting(bytes);
    if (backlog.addAndGet(bytes) > BACKLOG_HIGH) {
      pauseForBacklog(true);
    }
  }

  /** It waits no more. */
  void workedOff(int bytes) {
    room.waiting(-bytes);
    if (backlog.addAndGet(-bytes) < BACKLOG_LOW) {
      pauseForBacklog(false);
    }
  }

  /** Nothing comes any more, and what still waits takes up no room. */
  void end() {
    room.leave();
  }

  /**
   * Counts a message towards its kind's rate and reads no more for as long as it exceeds that. Used
   * by one thread at a time.
   *
   * @return whether the peer has had to be slowed down for longer than it is forgiven
   */
  boolean exhausts(PeerMessage message, int bytes) {
    long now = nanoTime.getAsLong();
    Duration pause = rates.take(message.getContentCase(), bytes, now);
    if (pause.isZero()) {
      return false;
    }
    meter.slowed(MessageKind.of(message));
    long until = now + pause.toNanos();
    // Frames that were read already say so each by itself: only what they add counts.
    long added = Math.min(pause.toNanos(), Math.max(0, until - pausedUntilNanos));
    pausedUntilNanos = until;
    pauseForRate(true);
    var _ =
        channel
            .eventLoop()
            .schedule(() -> pauseForRate(false), pause.toNanos(), TimeUnit.NANOSECONDS);
    return rates.patienceIsOver(Duration.ofNanos(added), patience, now);
  }

  private synchronized void pauseForBacklog(boolean pause) {
    if (backlogPause != pause) {
      backlogPause = pause;
      channel.config().setAutoRead(!(backlogPause || ratePause));
    }
  }

  private synchronized void pauseForRate(boolean pause) {
    if (!pause && pausedUntilNanos - nanoTime.getAsLong() > 0) {
      return;
    }
    if (ratePause != pause) {
      ratePause = pause;
      channel.config().setAutoRead(!(backlogPause || ratePause));
    }
  }
}
