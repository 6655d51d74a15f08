package io.timecoin.gateway.ingress.http;

import io.timecoin.gateway.limits.TokenBucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much each client may still ask for. A client is an IPv4 address, or the 64-bit network of an
 * IPv6 address, since whoever has one has all of it. The longest silent are forgotten: a stranger
 * costs nothing that lasts. Thread-safe.
 */
final class ClientRates {
  /** What the least request counts: answering costs something, whatever was asked. */
  static final int LEAST_BYTES = 1_024;

  /** So many seconds' worth at once. */
  static final int SECONDS_AT_ONCE = 8;

  private static final int MOST_CLIENTS = 10_000;
  private static final int NETWORK_BYTES = 8;

  private final double bytesPerSecond;
  private final Set<String> unlimited;
  private final Map<String, TokenBucket> clients = new LinkedHashMap<>();

  /**
   * Nobody has asked for anything yet.
   *
   * @param bytesPerSecond for each client
   * @param unlimited IP addresses that may ask for any amount
   * @throws IllegalArgumentException if one of them is none
   */
  ClientRates(double bytesPerSecond, Set<String> unlimited) {
    this.bytesPerSecond = bytesPerSecond;
    this.unlimited =
        unlimited.stream()
            .map(address -> InetAddress.ofLiteral(address).getHostAddress())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A request of so many bytes. One that is let in may be larger than what is left: its client then
   * waits until it is paid for.
   *
   * @param host its client's IP address; what a proxy says instead counts as it is written
   * @return zero if it is let in; otherwise when its client should come again
   */
  Duration ask(String host, long bytes, long nowNanos) {
    Optional<String> client = limited(host);
    if (client.isEmpty()) {
      return Duration.ZERO;
    }
    synchronized (this) {
      TokenBucket bucket = bucket(client.get(), nowNanos);
      Duration unpaid = bucket.take(0, nowNanos);
      if (unpaid.isZero()) {
        var _ = bucket.take((double) Math.max(bytes, LEAST_BYTES), nowNanos);
      }
      return unpaid;
    }
  }

  /** A request that was let in has turned out to be larger than it had said, by so many bytes. */
  void charge(String host, long bytes, long nowNanos) {
    limited(host)
        .ifPresent(
            client -> {
              synchronized (this) {
                var _ = bucket(client, nowNanos).take((double) bytes, nowNanos);
              }
            });
  }

  /** Whose share it is; empty for who may ask for any amount. */
  private Optional<String> limited(String host) {
    Optional<InetAddress> address = parse(host);
    return address.map(InetAddress::getHostAddress).filter(unlimited::contains).isPresent()
        ? Optional.empty()
        : Optional.of(address.map(ClientRates::client).orElse(host));
  }

  private static Optional<InetAddress> parse(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private TokenBucket bucket(String client, long nowNanos) {
    // Taken out and put in again: the order is that of the last request.
    TokenBucket bucket = clients.remove(client);
    if (bucket == null) {
      bucket = new TokenBucket(bytesPerSecond, bytesPerSecond * SECONDS_AT_ONCE, nowNanos);
    }
    clients.put(client, bucket);
    if (clients.size() > MOST_CLIENTS) {
      clients.remove(clients.keySet().iterator().next());
    }
    return bucket;
  }

  private static String client(InetAddress address) {
    return address instanceof Inet6Address six
        ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
        : address.getHostAddress();
  }

  /** Clients remembered now. */
  synchronized int size() {
    return clients.size();
  }
}
