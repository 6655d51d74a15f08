package io.timecoin.gateway.peers.limits;

import io.timecoin.gateway.limits.TokenBucket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many inbound connections may be before their Hello, in all and from one IP address, and how
 * often one address may try: a TLS handshake costs a millisecond. Thread-safe.
 */
public final class Doorkeeper {
  /** New connections from one address per second, and at once. */
  private static final double PER_SECOND = 10;

  private static final double AT_ONCE = 50;

  /** Addresses whose attempts are remembered. */
  private static final int MOST = 4_096;

  private final int most;
  private final int mostPerHost;
  private final Map<String, Integer> pending = new HashMap<>();
  private final Map<String, TokenBucket> attempts = new LinkedHashMap<>();
  private int all;

  public Doorkeeper(int most, int mostPerHost) {
    this.most = most;
    this.mostPerHost = mostPerHost;
  }

  /** Whether one more may come in; then {@link #passed} is called once. */
  public synchronized boolean mayEnter(String host, long nowNanos) {
    if (all >= most || pending.getOrDefault(host, 0) >= mostPerHost) {
      return false;
    }
    TokenBucket bucket = attempts.remove(host);
    if (bucket == null) {
      bucket = new TokenBucket(PER_SECOND, AT_ONCE, nowNanos);
    }
    attempts.put(host, bucket);
    if (attempts.size() > MOST) {
      attempts.remove(attempts.keySet().iterator().next());
    }
    if (!bucket.tryTake(1, nowNanos)) {
      return false;
    }
    all++;
    pending.merge(host, 1, Integer::sum);
    return true;
  }

  /** It has become a peer, or is gone. */
  public synchronized void passed(String host) {
    all--;
    pending.computeIfPresent(host, (_, count) -> count == 1 ? null : count - 1);
  }
}
