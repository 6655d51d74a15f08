package io.timecoin.gateway.peers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts by name. */
final class CountingMeter implements PeerMeter {
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  private void count(String name) {
    counts.merge(name, 1, Integer::sum);
  }

  int of(String name) {
    return counts.getOrDefault(name, 0);
  }

  Map<String, Integer> all() {
    return Map.copyOf(counts);
  }

  @Override
  public void received(String kind, int bytes) {
    count("received " + kind);
  }

  @Override
  public void sent(String kind, int bytes) {
    count("sent " + kind);
  }

  @Override
  public void dropped(Lane lane) {
    count("dropped " + lane);
  }

  @Override
  public void ended(String code, boolean byThisNode) {
    count((byThisNode ? "ended " : "told ") + code);
  }

  @Override
  public void misbehaved(Misbehaviour what) {
    count("misbehaved " + what);
  }

  @Override
  public void banned() {
    count("banned");
  }

  @Override
  public void slowed(String kind) {
    count("slowed");
  }

  @Override
  public void dialFailed() {
    count("dial failed");
  }
}
