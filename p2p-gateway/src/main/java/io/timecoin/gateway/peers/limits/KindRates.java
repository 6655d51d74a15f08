package io.timecoin.gateway.peers.limits;

import io.timecoin.gateway.limits.TokenBucket;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage.ContentCase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much of each kind one peer may send: first it is slowed down, and when that has to go on for
 * long it is flooding (PROTOCOL §9). Not thread-safe.
 */
public final class KindRates {
  /** Then one looks again: a pause must not look like a broken connection. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** What was slowed down is forgiven at this part of the time that passes since. */
  private static final double FORGIVEN = 0.1;

  /** Per second; at once ten times as much. */
  private record Rate(double messages, double bytes) {}

  private static final int SECONDS_AT_ONCE = 10;
  private static final double MIB = 1 << 20;

  private final Map<ContentCase, TokenBucket> messages = new EnumMap<>(ContentCase.class);
  private final Map<ContentCase, TokenBucket> bytes = new EnumMap<>(ContentCase.class);
  private double slowedSeconds;
  private long lastNanos;

  /**
   * @param factor multiplies every rate but that of pings
   */
  public KindRates(double factor, long nowNanos) {
    lastNanos = nowNanos;
    for (ContentCase kind : ContentCase.values()) {
      Rate rate = rate(kind);
      // How often the other end pings is its operator's to say.
      boolean scaled = kind != ContentCase.PING && kind != ContentCase.PONG;
      double by = scaled ? factor : 1;
      messages.put(kind, bucket(rate.messages() * by, nowNanos));
      bytes.put(kind, bucket(rate.bytes() * by, nowNanos));
    }
  }

  private static TokenBucket bucket(double perSecond, long nowNanos) {
    return new TokenBucket(perSecond, perSecond * SECONDS_AT_ONCE, nowNanos);
  }

  /**
   * Bounds, not targets: several times what a committee of thirteen says at five microblocks of
   * 10,000 payments a second.
   */
  private static Rate rate(ContentCase kind) {
    return switch (kind) {
      case CONSENSUS -> new Rate(1_000, 8 * MIB);
      case TRANSACTIONS -> new Rate(5_000, 16 * MIB);
      case ANNOUNCEMENT, GET_TRANSACTIONS -> new Rate(1_000, 4 * MIB);
      case MICROBLOCKS -> new Rate(200, 32 * MIB);
      case PROPOSAL -> new Rate(50, 4 * MIB);
      case GET_PROPOSAL, GET_MICROBLOCKS -> new Rate(50, MIB);
      case NOT_FOUND -> new Rate(1_000, MIB);
      case STATUS_QUESTION, STATUS_ANSWER -> new Rate(5, MIB);
      case PING, PONG -> new Rate(20, MIB);
      case GET_PEERS, PEERS -> new Rate(0.2, MIB);
      case HELLO, GOODBYE, CONTENT_NOT_SET -> new Rate(1, MIB);
    };
  }

  /**
   * Counts a message that came.
   *
   * @return how long not to read from this peer
   */
  public Duration take(ContentCase kind, int size, long nowNanos) {
    Duration forMessages = messages.get(kind).take(1, nowNanos);
    Duration forBytes = bytes.get(kind).take(size, nowNanos);
    Duration longer = forMessages.compareTo(forBytes) > 0 ? forMessages : forBytes;
    return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  /**
   * Whether this pause, with those before it, is more than a peer is forgiven; then the count
   * begins anew.
   */
  public boolean patienceIsOver(Duration pause, Duration patience, long nowNanos) {
    double passed = (nowNanos - lastNanos) / 1e9;
    lastNanos = nowNanos;
    slowedSeconds = Math.max(0, slowedSeconds - passed * FORGIVEN) + pause.toNanos() / 1e9;
    if (slowedSeconds < patience.toNanos() / 1e9) {
      return false;
    }
    slowedSeconds = 0;
    return true;
  }
}
