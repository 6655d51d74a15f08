package io.timecoin.gateway.peers.limits;

import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.protocol.crypto.PublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Points for misdeeds, by node key so that reconnecting clears nothing; they fade with time.
 * Thread-safe.
 */
public final class Scores {
  /** Enough for a ban. */
  public static final int BAN = 100;

  /** All points fade away within this. */
  private static final Duration FADING = Duration.ofMinutes(20);

  /** Keys are free to make: the one that misbehaved longest ago is forgotten first. */
  private static final int MOST = 10_000;

  private record Score(double points, long atNanos) {
    double now(long nowNanos) {
      double faded = (double) (nowNanos - atNanos) / FADING.toNanos() * BAN;
      return Math.max(0, points - faded);
    }
  }

  private final Map<PublicKey, Score> scores = new LinkedHashMap<>();

  /**
   * Counts a misdeed.
   *
   * @return whether that is enough; then the count begins anew
   */
  public synchronized boolean add(PublicKey key, Misbehaviour what, long nowNanos) {
    Score before = scores.remove(key);
    double points = what.points() + (before == null ? 0 : before.now(nowNanos));
    // Rounded: what fades between two misdeeds of one second must not save from a ban.
    if (Math.round(points) >= BAN) {
      return true;
    }
    scores.put(key, new Score(points, nowNanos));
    if (scores.size() > MOST) {
      scores.remove(scores.keySet().iterator().next());
    }
    return false;
  }

  /** Rounded. */
  public synchronized int of(PublicKey key, long nowNanos) {
    Score score = scores.get(key);
    return score == null ? 0 : (int) Math.round(score.now(nowNanos));
  }

  public synchronized void forget(PublicKey key) {
    scores.remove(key);
  }
}
