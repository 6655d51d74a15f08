package io.timecoin.devnet.link;

import io.timecoin.devnet.LauncherFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * The wires between a devnet's masternodes, numbered from 1: one per pair, and on each a port for
 * either to dial. Safe for use by several threads.
 */
public final class Links implements AutoCloseable {
  private final int masternodes;
  private final Map<Pair, Link> links = new LinkedHashMap<>();
  private final List<LinkProxy> proxies = new ArrayList<>();

  /** Two masternodes, the lower number first. */
  private record Pair(int low, int high) {
    static Pair of(int one, int other) {
      return new Pair(Math.min(one, other), Math.max(one, other));
    }

    @Override
    public String toString() {
      return low + "-" + high;
    }
  }

  private Links(int masternodes, Duration delay, LongSupplier nanoClock) {
    this.masternodes = masternodes;
    for (int low = 1; low <= masternodes; low++) {
      for (int high = low + 1; high <= masternodes; high++) {
        links.put(new Pair(low, high), new Link(LinkCondition.clear(delay), nanoClock));
      }
    }
  }

  /**
   * Lays the wires.
   *
   * @param portOf where the first dials the second
   * @param targetOf where a masternode takes peers' connections
   * @throws LauncherFailure when a port is not free
   */
  public static Links open(
      int masternodes,
      IntBinaryOperator portOf,
      IntUnaryOperator targetOf,
      Duration delay,
      LongSupplier nanoClock) {
    var links = new Links(masternodes, delay, nanoClock);
    try {
      links.links.forEach(
          (pair, link) -> {
            links.proxies.add(
                LinkProxy.start(
                    link,
                    portOf.applyAsInt(pair.low(), pair.high()),
                    targetOf.applyAsInt(pair.high()),
                    nanoClock));
            links.proxies.add(
                LinkProxy.start(
                    link,
                    portOf.applyAsInt(pair.high(), pair.low()),
                    targetOf.applyAsInt(pair.low()),
                    nanoClock));
          });
      return links;
    } catch (RuntimeException e) {
      links.close();
      throw e;
    }
  }

  /** Nothing crosses between groups from now on; inside a group nothing changes. */
  public void partition(Partition partition) {
    partition.requireOf(masternodes);
    links.forEach(
        (pair, link) -> {
          if (partition.separates(pair.low(), pair.high())) {
            link.change(condition -> condition.withUp(false));
          }
        });
  }

  /** Every wire is up and without a limit again; the delay stays. */
  public void heal() {
    links.values().forEach(link -> link.change(condition -> condition.withUp(true).withRate(0)));
  }

  /** Every byte takes this long from now on, each way. */
  public void delay(Duration delay) {
    links.values().forEach(link -> link.change(condition -> condition.withDelay(delay)));
  }

  /** Cuts or mends one wire. */
  public void up(int one, int other, boolean up) {
    between(one, other).change(condition -> condition.withUp(up));
  }

  /** Bounds what crosses one wire, each way; 0 for no bound. */
  public void rate(int one, int other, long bytesPerSecond) {
    between(one, other).change(condition -> condition.withRate(bytesPerSecond));
  }

  private Link between(int one, int other) {
    Link link = links.get(Pair.of(one, other));
    if (link == null) {
      throw new LauncherFailure(
          "there is no link %d-%d: masternodes are 1 to %d".formatted(one, other, masternodes));
    }
    return link;
  }

  /** What is not as it is without orders, one line each. */
  public List<String> describe() {
    var lines = new ArrayList<String>();
    links.forEach(
        (pair, link) -> {
          LinkCondition now = link.condition();
          var words = new ArrayList<String>();
          if (!now.up()) {
            words.add("down");
          }
          if (!now.delay().isZero()) {
            words.add("delay " + now.delay().toMillis() + "ms");
          }
          if (now.bytesPerSecond() > 0) {
            words.add(now.bytesPerSecond() + " B/s");
          }
          if (!words.isEmpty()) {
            lines.add(pair + ": " + String.join(", ", words));
          }
        });
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    proxies.forEach(LinkProxy::close);
  }
}
