package io.timecoin.gateway.peers;

import io.timecoin.gateway.peers.connection.PeerConnection;
import io.timecoin.gateway.peers.dial.AddressBook;
import io.timecoin.gateway.peers.dial.Dialer;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.limits.Ban;
import io.timecoin.gateway.peers.limits.BanList;
import io.timecoin.gateway.peers.limits.BanSubject;
import io.timecoin.gateway.peers.table.PeerTable;
import io.timecoin.protocol.crypto.PublicKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * What a person is shown of a node's peers, and what a person may order about them. Thread-safe.
 */
public final class Steering {
  private static final Logger LOG = Logger.getLogger(PeerNode.class);

  /** Addresses to keep, and to dial once: more than anybody enters. */
  private static final int MOST_BY_HAND = 1_000;

  private final NodeEvents events;
  private final PeerTable<PeerConnection> table;
  private final Dialer dialer;
  private final AddressBook book;
  private final BanList bans;
  private final LongSupplier nanoTime;

  Steering(
      NodeEvents events,
      PeerTable<PeerConnection> table,
      Dialer dialer,
      AddressBook book,
      BanList bans,
      LongSupplier nanoTime) {
    this.events = events;
    this.table = table;
    this.dialer = dialer;
    this.book = book;
    this.bans = bans;
    this.nanoTime = nanoTime;
  }

  /** All peers, the oldest first. */
  public List<PeerInfo> infos() {
    return events.open().stream()
        .sorted(Comparator.comparingLong(PeerConnection::id))
        .map(connection -> connection.info(events.score(connection)))
        .toList();
  }

  public List<Ban> bans() {
    return bans.all();
  }

  /** How many are to be kept connected, and how many of them are. */
  public record Kept(int connected, int configured) {}

  public Kept kept() {
    return new Kept(dialer.connected(table::isConnected), dialer.kept());
  }

  public int knownAddresses() {
    return book.size();
  }

  /** Ends the connections of the peers that are meant; returns how many there were. */
  public int disconnect(Predicate<Peer> which) {
    List<PeerConnection> those =
        events.open().stream().filter(connection -> which.test(connection.peer())).toList();
    those.forEach(connection -> connection.close(Refusal.OPERATOR, "an operator said so"));
    return those.size();
  }

  /** Bans, and ends what is connected. */
  public void ban(BanSubject subject, Duration time) {
    Ban ban = bans.ban(subject, time, "manually added");
    LOG.infof("TC-GW-106: %s is banned until %s by an operator", subject, ban.until());
    events.open().stream()
        .filter(connection -> isMeant(connection, subject))
        .forEach(connection -> connection.close(Refusal.BANNED, "an operator said so"));
  }

  private static boolean isMeant(PeerConnection connection, BanSubject subject) {
    return switch (subject) {
      case BanSubject.Node(PublicKey key) -> connection.nodeKey().equals(key);
      case BanSubject.Address(String ip) -> connection.ip().equals(ip);
    };
  }

  /** Lifts a ban; false when there was none. */
  public boolean lift(BanSubject subject) {
    events.forgive(subject);
    return bans.lift(subject);
  }

  public void liftAll() {
    bans.all().forEach(ban -> events.forgive(ban.subject()));
    bans.clear();
  }

  /** Dials this address no more and ends its connection. */
  public boolean remove(HostAndPort address) {
    boolean kept = dialer.remove(address);
    String text = address.toString();
    int _ = disconnect(peer -> peer.outbound() && peer.address().equals(text));
    return kept;
  }

  /** Dials this address once; false where it is dialled, or connected by dialling, already. */
  public boolean dialOnce(HostAndPort address) {
    return dialer.once() < MOST_BY_HAND && dialer.dialOnce(address, nanoTime.getAsLong());
  }

  /** Keeps this address connected from now on; false where it is kept already. */
  public boolean connect(HostAndPort address) {
    return dialer.kept() < MOST_BY_HAND && dialer.keep(address, nanoTime.getAsLong());
  }
}
