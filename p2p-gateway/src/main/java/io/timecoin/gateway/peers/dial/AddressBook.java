package io.timecoin.gateway.peers.dial;

import io.timecoin.gateway.peers.HostAndPort;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Addresses that other peers have told. What a stranger says is worth one attempt to connect, no
 * more: addresses that were reached once are never displaced by ones that were only heard of.
 * Thread-safe.
 */
public final class AddressBook {
  /** Taken of one answer (PROTOCOL §9). */
  public static final int TAKEN = 64;

  private static final int MOST = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_FAILURES = 6;

  private final boolean privateAddresses;
  private final Optional<HostAndPort> own;
  private final RandomGenerator random;
  private final Map<HostAndPort, Entry> entries = new LinkedHashMap<>();

  private record Entry(boolean reached, int failures, long notBeforeNanos) {}

  /**
   * @param privateAddresses whether loopback and private networks are addresses
   * @param own what this node itself advertises
   */
  public AddressBook(boolean privateAddresses, Optional<HostAndPort> own, RandomGenerator random) {
    this.privateAddresses = privateAddresses;
    this.own = own;
    this.random = random;
  }

  /** Takes the first {@value #TAKEN} that are addresses; returns how many were new. */
  public synchronized int learn(Collection<String> told, long nowNanos) {
    int added = 0;
    for (String text : told.stream().limit(TAKEN).toList()) {
      Optional<HostAndPort> address = HostAndPort.parse(text).filter(this::isGood);
      if (address.isPresent() && !entries.containsKey(address.get()) && makeRoom()) {
        entries.put(address.get(), new Entry(false, 0, nowNanos));
        added++;
      }
    }
    return added;
  }

  /** Names are not taken: this node would ask a stranger's name server. */
  private boolean isGood(HostAndPort address) {
    Optional<InetAddress> ip = address.ip();
    return ip.isPresent()
        && !own.equals(Optional.of(address))
        && !ip.get().isAnyLocalAddress()
        && !ip.get().isMulticastAddress()
        && (privateAddresses || isPublic(ip.get()));
  }

  private static boolean isPublic(InetAddress ip) {
    // fc00::/7, which Java does not name.
    boolean uniqueLocal = ip.getAddress().length == 16 && (ip.getAddress()[0] & 0xFE) == 0xFC;
    return !ip.isLoopbackAddress()
        && !ip.isLinkLocalAddress()
        && !ip.isSiteLocalAddress()
        && !uniqueLocal;
  }

  private boolean makeRoom() {
    if (entries.size() < MOST) {
      return true;
    }
    List<HostAndPort> unreached =
        entries.entrySet().stream()
            .filter(entry -> !entry.getValue().reached())
            .map(Map.Entry::getKey)
            .toList();
    if (unreached.isEmpty()) {
      return false;
    }
    entries.remove(unreached.get(random.nextInt(unreached.size())));
    return true;
  }

  /** One to dial now, by chance. */
  public synchronized Optional<HostAndPort> candidate(
      long nowNanos, Predicate<HostAndPort> isBusy) {
    List<HostAndPort> due =
        entries.entrySet().stream()
            .filter(entry -> entry.getValue().notBeforeNanos() - nowNanos <= 0)
            .map(Map.Entry::getKey)
            .filter(address -> !isBusy.test(address))
            .toList();
    return due.isEmpty() ? Optional.empty() : Optional.of(due.get(random.nextInt(due.size())));
  }

  public synchronized void reached(HostAndPort address, long nowNanos) {
    entries.computeIfPresent(address, (_, _) -> new Entry(true, 0, nowNanos));
  }

  /** An attempt came to nothing, or the connection has ended: not again for a while. */
  public synchronized void ended(HostAndPort address, long nowNanos) {
    entries.computeIfPresent(
        address,
        (_, entry) -> {
          int failures = entry.failures() + 1;
          if (failures > MOST_FAILURES && !entry.reached()) {
            return null;
          }
          int doublings = Math.min(failures - 1, MOST_FAILURES);
          long pause = FIRST_PAUSE.toNanos() << doublings;
          return new Entry(entry.reached(), failures, nowNanos + pause);
        });
  }

  /** This node itself, or one of another network: never again. */
  public synchronized void forget(HostAndPort address) {
    entries.remove(address);
  }

  /** What others are told: addresses that were reached, at most so many, by chance. */
  public synchronized List<HostAndPort> sample(int most) {
    var reached = new ArrayList<HostAndPort>();
    entries.forEach(
        (address, entry) -> {
          if (entry.reached()) {
            reached.add(address);
          }
        });
    for (int i = reached.size() - 1; i > 0; i--) {
      java.util.Collections.swap(reached, i, random.nextInt(i + 1));
    }
    return List.copyOf(reached.subList(0, Math.min(most, reached.size())));
  }

  public synchronized int size() {
    return entries.size();
  }
}
