package io.timecoin.gateway.peers;

import io.timecoin.gateway.peers.connection.ConnectionHost;
import io.timecoin.gateway.peers.connection.Ending;
import io.timecoin.gateway.peers.connection.PeerConnection;
import io.timecoin.gateway.peers.dial.AddressBook;
import io.timecoin.gateway.peers.dial.Dialer;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.hello.RemoteHello;
import io.timecoin.gateway.peers.limits.Ban;
import io.timecoin.gateway.peers.limits.BanList;
import io.timecoin.gateway.peers.limits.BanSubject;
import io.timecoin.gateway.peers.limits.Doorkeeper;
import io.timecoin.gateway.peers.limits.Scores;
import io.timecoin.gateway.peers.table.PeerTable;
import io.timecoin.protocol.proto.p2p.v1.GetPeers;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Peers;
import io.timecoin.protocol.proto.p2p.v1.Ping;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** What the node does when something happens on one of its connections. */
final class NodeEvents implements ConnectionHost {
  private static final Logger LOG = Logger.getLogger(PeerNode.class);

  private static final Duration EXCHANGE = Duration.ofSeconds(10);

  private final LocalNode self;
  private final PeerSettings settings;
  private final List<PeerListener> listeners;
  private final PeerMeter meter;
  private final LongSupplier nanoTime;
  private final PeerTable<PeerConnection> table;
  private final Dialer dialer;
  private final AddressBook book;
  private final Scores scores = new Scores();
  private final BanList bans;
  private final Doorkeeper door;
  private final Set<PeerConnection> connections;
  private final Map<Long, PeerConnection> open = new ConcurrentHashMap<>();

  NodeEvents(
      LocalNode self,
      PeerSettings settings,
      PeerNode.Tools tools,
      PeerTable<PeerConnection> table,
      Dialer dialer,
      AddressBook book,
      BanList bans,
      Doorkeeper door,
      Set<PeerConnection> connections) {
    this.self = self;
    this.settings = settings;
    this.listeners = List.copyOf(tools.listeners());
    this.meter = tools.meter();
    this.nanoTime = tools.nanoTime();
    this.table = table;
    this.dialer = dialer;
    this.book = book;
    this.bans = bans;
    this.door = door;
    this.connections = connections;
  }

  Optional<PeerConnection> find(long id) {
    return Optional.ofNullable(open.get(id));
  }

  /** The peers that the listeners know. */
  Collection<PeerConnection> open() {
    return open.values();
  }

  @Override
  public void opened(PeerConnection connection) {
    open.put(connection.id(), connection);
    if (connection.outbound()) {
      dialer.connected(connection.address());
      book.reached(connection.address(), nanoTime.getAsLong());
    } else {
      door.passed(connection.host());
    }
    LOG.infof(
        "TC-GW-101: connected %s member=%s agent=\"%s\"",
        connection,
        connection.peer().member().map(Object::toString).orElse("none"),
        connection.remote().map(remote -> remote.agent()).orElse(""));
    tell(listener -> listener.connected(connection.peer()));
    if (settings.discover()) {
      exchange(connection);
    }
    // A ban looks for its peer among those that are open: it may have come just before this one
    // was.
    banOf(connection)
        .ifPresent(ban -> connection.close(Refusal.BANNED, "banned until " + ban.until()));
  }

  private Optional<Ban> banOf(PeerConnection connection) {
    return bans.find(new BanSubject.Node(connection.nodeKey()))
        .or(() -> bans.find(new BanSubject.Address(connection.ip())));
  }

  /** Asks a peer for others. */
  void exchange(PeerConnection connection) {
    var question = PeerMessage.newBuilder().setGetPeers(GetPeers.getDefaultInstance()).build();
    var _ =
        connection
            .request(question, EXCHANGE)
            .thenAccept(
                answer -> book.learn(answer.getPeers().getAddressesList(), nanoTime.getAsLong()));
  }

  @Override
  public void received(PeerConnection connection, PeerMessage message) {
    tell(listener -> listener.received(connection.peer(), message));
  }

  @Override
  public void status(PeerConnection connection, long sequence, byte[] digest) {
    tell(listener -> listener.status(connection.peer(), sequence, digest.clone()));
  }

  @Override
  public PeerMessage peers() {
    var known = new LinkedHashSet<String>();
    for (PeerConnection connection : open.values()) {
      told(connection).map(HostAndPort::toString).ifPresent(known::add);
    }
    book.sample(AddressBook.TAKEN).forEach(address -> known.add(address.toString()));
    return PeerMessage.newBuilder()
        .setPeers(
            Peers.newBuilder().addAllAddresses(known.stream().limit(AddressBook.TAKEN).toList()))
        .build();
  }

  /** The address under which others may reach a peer: it must be where it is, not elsewhere. */
  private static Optional<HostAndPort> told(PeerConnection connection) {
    if (connection.outbound()) {
      return Optional.of(connection.address()).filter(address -> address.ip().isPresent());
    }
    return connection
        .remote()
        .flatMap(RemoteHello::listen)
        .flatMap(HostAndPort::parse)
        .filter(address -> address.host().equals(connection.host()));
  }

  @Override
  public void misbehaved(PeerConnection connection, Misbehaviour what, String detail) {
    meter.misbehaved(what);
    boolean enough = scores.add(connection.nodeKey(), what, nanoTime.getAsLong());
    LOG.debugf("TC-GW-104: %s by %s: %s", what, connection, detail);
    if (enough) {
      ban(connection, what + ": " + detail);
    }
  }

  private void ban(PeerConnection connection, String reason) {
    Ban ban = bans.ban(new BanSubject.Node(connection.nodeKey()), reason);
    if (!connection.outbound() && !isLoopback(connection)) {
      // Another node key costs nothing, another address does. Everybody on this machine shares one.
      var _ = bans.ban(new BanSubject.Address(connection.host()), reason);
    }
    meter.banned();
    LOG.warnf("TC-GW-105: banned until %s: %s: %s", ban.until(), connection, reason);
    connection.close(Refusal.BANNED, reason);
  }

  private static boolean isLoopback(PeerConnection connection) {
    return connection.address().ip().filter(InetAddress::isLoopbackAddress).isPresent();
  }

  int score(PeerConnection connection) {
    return scores.of(connection.nodeKey(), nanoTime.getAsLong());
  }

  /** A person has lifted a ban. */
  void forgive(BanSubject subject) {
    if (subject instanceof BanSubject.Node(var key)) {
      scores.forget(key);
    }
  }

  @Override
  public Ping ping() {
    return self.ping();
  }

  @Override
  public void closed(PeerConnection connection, boolean wasOpen) {
    Ending ending = connection.ending();
    connections.remove(connection);
    open.remove(connection.id());
    table.remove(connection);
    if (connection.outbound()) {
      dialer.ended(connection.address(), ending.lasting(), nanoTime.getAsLong());
      ended(connection.address(), ending);
    } else if (!wasOpen) {
      door.passed(connection.host());
    }
    meter.ended(ending.code(), ending.byThisNode());
    log(connection, ending, wasOpen);
    if (wasOpen) {
      tell(listener -> listener.disconnected(connection.peer()));
    }
  }

  /** What is known of an address by the way its connection ended. */
  private void ended(HostAndPort address, Ending ending) {
    if (ending.code().equals(Refusal.SELF.name())
        || ending.code().equals(Refusal.WRONG_MAGIC.name())
        || ending.code().equals(Refusal.WRONG_GENESIS.name())) {
      book.forget(address);
    } else {
      book.ended(address, nanoTime.getAsLong());
    }
  }

  private static void log(PeerConnection connection, Ending ending, boolean wasOpen) {
    if (wasOpen) {
      LOG.infof(
          "TC-GW-102: disconnected %s by %s: %s: %s",
          connection,
          ending.byThisNode() ? "this node" : "the other end",
          ending.code(),
          ending.detail());
    } else if (ending.lasting()) {
      LOG.warnf(
          "TC-GW-103: %s refused %s: %s: %s",
          ending.byThisNode() ? "this node" : "the other end",
          connection,
          ending.code(),
          ending.detail());
    } else {
      LOG.debugf("not connected %s: %s: %s", connection, ending.code(), ending.detail());
    }
  }

  void dialFailed(HostAndPort address, Throwable cause) {
    meter.dialFailed();
    LOG.debugf("%s cannot be reached: %s", address, cause.getMessage());
    dialer.ended(address, false, nanoTime.getAsLong());
    book.ended(address, nanoTime.getAsLong());
  }

  private void tell(Consumer<PeerListener> what) {
    listeners.forEach(what);
  }
}
