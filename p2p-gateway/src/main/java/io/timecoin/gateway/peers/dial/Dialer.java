package io.timecoin.gateway.peers.dial;

import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.protocol.crypto.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * When which address is dialled: configured ones for ever, each after a pause that doubles with
 * every failure and varies, so that many nodes do not dial at once. Thread-safe.
 */
public final class Dialer {
  private static final Duration LASTING = Duration.ofSeconds(60);
  private static final int MOST_DOUBLINGS = 16;

  private final Duration first;
  private final Duration most;
  private final RandomGenerator random;
  private final Map<HostAndPort, Target> targets = new LinkedHashMap<>();

  private static final class Target {
    private final boolean kept;
    private boolean underWay;
    private int failures;
    private long nextNanos;
    private Optional<PublicKey> key = Optional.empty();

    Target(boolean kept, long nowNanos) {
      this.kept = kept;
      nextNanos = nowNanos;
    }
  }

  public Dialer(Duration first, Duration most, RandomGenerator random) {
    this.first = first;
    this.most = most;
    this.random = random;
  }

  /** Keeps this one connected; dialled at once. */
  public synchronized boolean keep(HostAndPort address, long nowNanos) {
    Target before = targets.get(address);
    if (before != null && before.kept) {
      return false;
    }
    Target target = new Target(true, nowNanos);
    if (before != null) {
      target.underWay = before.underWay;
      target.key = before.key;
    }
    targets.put(address, target);
    return true;
  }

  /** Dials this one once, unless it is one of the others already. */
  public synchronized boolean dialOnce(HostAndPort address, long nowNanos) {
    return targets.putIfAbsent(address, new Target(false, nowNanos)) == null;
  }

  /** Dials this one no more. */
  public synchronized boolean remove(HostAndPort address) {
    return targets.remove(address) != null;
  }

  /** Those that are kept connected. */
  public synchronized int kept() {
    return (int) targets.values().stream().filter(target -> target.kept).count();
  }

  /** Those that are dialled once: under way, or connected. */
  public synchronized int once() {
    return targets.size() - kept();
  }

  public synchronized boolean contains(HostAndPort address) {
    return targets.containsKey(address);
  }

  /** How many of those that are kept are connected, by whichever end dialled. */
  public synchronized int connected(Predicate<PublicKey> isConnected) {
    return (int)
        targets.values().stream()
            .filter(target -> target.kept && target.key.filter(isConnected).isPresent())
            .count();
  }

  /** Those to dial now; each is under way until {@link #ended}. */
  public synchronized List<HostAndPort> due(long nowNanos, Predicate<PublicKey> isConnected) {
    var due = new ArrayList<HostAndPort>();
    targets.forEach(
        (address, target) -> {
          if (!target.underWay
              && target.nextNanos - nowNanos <= 0
              && target.key.filter(isConnected).isEmpty()) {
            target.underWay = true;
            due.add(address);
          }
        });
    return due;
  }

  /** The certificate of the other end. */
  public synchronized void met(HostAndPort address, PublicKey key) {
    Target target = targets.get(address);
    if (target != null) {
      target.key = Optional.of(key);
    }
  }

  /** Both Hellos were good. */
  public synchronized void connected(HostAndPort address) {
    Target target = targets.get(address);
    if (target != null) {
      target.failures = 0;
    }
  }

  /**
   * The connection has ended, or could not be made.
   *
   * @param lasting whether dialling again soon is of no use
   */
  public synchronized void ended(HostAndPort address, boolean lasting, long nowNanos) {
    Target target = targets.get(address);
    if (target == null) {
      return;
    }
    if (!target.kept) {
      targets.remove(address);
      return;
    }
    target.underWay = false;
    Duration pause = pause(target.failures);
    target.nextNanos = nowNanos + jittered(lasting ? LASTING : pause).toNanos();
    target.failures = Math.min(target.failures + 1, MOST_DOUBLINGS);
  }

  private Duration pause(int failures) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    return doubled.compareTo(most) < 0 ? doubled : most;
  }

  /** Between half and the whole of it. */
  private Duration jittered(Duration pause) {
    long nanos = pause.toNanos();
    return Duration.ofNanos(nanos / 2 + (long) (random.nextDouble() * (nanos / 2.0)));
  }
}
