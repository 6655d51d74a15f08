package io.timecoin.gateway.peers.table;

import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which connections are peers: at most one per node key, however many were begun at once.
 *
 * <p>The dialling end knows the other's key by its certificate before it says Hello, so it gives up
 * a second connection there ({@link #claim}). What is left is that both ends dial at once, and both
 * Hellos are under way on both connections: then the one stays that the lower node key has dialled,
 * which both ends know. A second connection that the same peer has dialled means that it gave up
 * the first: the newer one stays. Thread-safe.
 */
public final class PeerTable<C extends Contender> {
  private final PublicKey own;
  private final int maxInbound;
  private final int maxInboundPerHost;
  private final int maxPerMember;
  private final Map<PublicKey, C> claims = new HashMap<>();
  private final Map<PublicKey, Entry<C>> peers = new HashMap<>();

  private record Entry<C>(C connection, Optional<PublicKey> member) {}

  /**
   * @param maxInbound peers that have dialled and speak for no member
   * @param maxInboundPerHost of those, with one IP address
   * @param maxPerMember peers that speak for one member
   */
  public PeerTable(PublicKey own, int maxInbound, int maxInboundPerHost, int maxPerMember) {
    this.own = own;
    this.maxInbound = maxInbound;
    this.maxInboundPerHost = maxInboundPerHost;
    this.maxPerMember = maxPerMember;
  }

  /**
   * Before the dialling end says Hello.
   *
   * @return why it must not
   */
  public synchronized Optional<Refusal> claim(C dialled) {
    PublicKey key = dialled.nodeKey();
    if (key.equals(own)) {
      return Optional.of(Refusal.SELF);
    }
    if (peers.containsKey(key) || claims.containsKey(key)) {
      return Optional.of(Refusal.ALREADY_CONNECTED);
    }
    claims.put(key, dialled);
    return Optional.empty();
  }

  /**
   * After a good Hello.
   *
   * @param member whom it speaks for
   */
  public synchronized Admission<C> admit(C connection, Optional<PublicKey> member) {
    PublicKey key = connection.nodeKey();
    Entry<C> incumbent = peers.get(key);
    if (incumbent == null) {
      Optional<Admission<C>> full = full(connection, member);
      if (full.isPresent()) {
        return full.get();
      }
      peers.put(key, new Entry<>(connection, member));
      return new Admission.Admitted<>(Optional.empty(), Refusal.REPLACED);
    }
    boolean sameDirection = incumbent.connection().outbound() == connection.outbound();
    boolean dialledByLower = connection.outbound() == own.compareTo(key) < 0;
    if (sameDirection || dialledByLower) {
      peers.put(key, new Entry<>(connection, member));
      return new Admission.Admitted<>(
          Optional.of(incumbent.connection()),
          sameDirection ? Refusal.REPLACED : Refusal.ALREADY_CONNECTED);
    }
    return new Admission.Refused<>(
        Refusal.ALREADY_CONNECTED,
        "node key %s is connected already".formatted(key),
        Optional.of(incumbent.connection()));
  }

  private Optional<Admission<C>> full(C connection, Optional<PublicKey> member) {
    if (member.isPresent()) {
      long same = peers.values().stream().filter(peer -> peer.member().equals(member)).count();
      return same < maxPerMember
          ? Optional.empty()
          : Optional.of(tooMany("%d peers speak for this member already".formatted(same)));
    }
    if (connection.outbound()) {
      return Optional.empty();
    }
    List<C> strangers =
        peers.values().stream()
            .filter(peer -> peer.member().isEmpty() && !peer.connection().outbound())
            .map(Entry::connection)
            .toList();
    if (strangers.size() >= maxInbound) {
      return Optional.of(tooMany("%d peers are connected already".formatted(strangers.size())));
    }
    long same = strangers.stream().filter(peer -> peer.host().equals(connection.host())).count();
    return same < maxInboundPerHost
        ? Optional.empty()
        : Optional.of(tooMany("%d peers of this address already".formatted(same)));
  }

  private Admission<C> tooMany(String detail) {
    return new Admission.Refused<>(Refusal.TOO_MANY, detail, Optional.empty());
  }

  /** The connection is closed, whatever it was. */
  public synchronized void remove(C connection) {
    claims.values().removeIf(claimed -> claimed == connection);
    peers.values().removeIf(peer -> peer.connection() == connection);
  }

  public synchronized boolean isConnected(PublicKey nodeKey) {
    return peers.containsKey(nodeKey);
  }

  public synchronized List<C> connected() {
    return peers.values().stream().map(Entry::connection).toList();
  }

  public synchronized int size() {
    return peers.size();
  }
}
