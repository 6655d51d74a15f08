package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.PeerTiming;
import java.time.Duration;
import java.util.Optional;

/** Whether the other end lives: pings, their answers, and what its silence means. */
final class Heartbeat {
  /** A peer that was taken for dead by the other end has so long to prove the contrary. */
  private static final Duration PROBE = Duration.ofSeconds(5);

  private final PeerTiming timing;
  private final Traffic traffic;
  private volatile boolean probed;
  private volatile long probedNanos;
  private volatile long pingSentNanos;
  private volatile boolean pongAwaited;
  private volatile long pingMicros = -1;

  Heartbeat(PeerTiming timing, Traffic traffic, long nowNanos) {
    this.timing = timing;
    this.traffic = traffic;
    this.pingSentNanos = nowNanos;
  }

  /** A ping is about to be sent. */
  void pinging(long nowNanos) {
    pingSentNanos = nowNanos;
    pongAwaited = true;
  }

  boolean isPingDue(long nowNanos) {
    return nowNanos - pingSentNanos > timing.ping().toNanos();
  }

  void ponged(long nowNanos) {
    if (pongAwaited) {
      pongAwaited = false;
      pingMicros = (nowNanos - pingSentNanos) / 1_000;
    }
  }

  /** It must show soon that it is alive; false when it is asked to already. */
  boolean probe(long nowNanos) {
    if (probed) {
      return false;
    }
    probedNanos = nowNanos;
    probed = true;
    return true;
  }

  /** Why it is to be taken for dead. */
  Optional<String> silence(long nowNanos) {
    if (nowNanos - traffic.lastReceivedNanos() > timing.dead().toNanos()) {
      return Optional.of("nothing heard for " + timing.dead());
    }
    if (probed && traffic.lastReceivedNanos() - probedNanos > 0) {
      probed = false;
    } else if (probed && nowNanos - probedNanos > PROBE.toNanos()) {
      return Optional.of("nothing heard for %s, and it has dialled anew".formatted(PROBE));
    }
    return Optional.empty();
  }

  /** Round trip of the last ping in microseconds; negative when there was none yet. */
  long pingMicros() {
    return pingMicros;
  }
}
