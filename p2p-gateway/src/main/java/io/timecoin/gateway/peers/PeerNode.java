package io.timecoin.gateway.peers;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.timecoin.gateway.peers.connection.PeerConnection;
import io.timecoin.gateway.peers.connection.Surroundings;
import io.timecoin.gateway.peers.dial.AddressBook;
import io.timecoin.gateway.peers.dial.Dialer;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.hello.RemoteHello;
import io.timecoin.gateway.peers.identity.PeerTls;
import io.timecoin.gateway.peers.limits.BanList;
import io.timecoin.gateway.peers.limits.BanSubject;
import io.timecoin.gateway.peers.limits.Doorkeeper;
import io.timecoin.gateway.peers.limits.InboundRoom;
import io.timecoin.gateway.peers.table.PeerTable;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * This gateway among its peers: takes connections, dials, keeps the table (PROTOCOL §9). Event
 * loops do TLS and framing, a few shared threads everything else.
 */
public final class PeerNode implements PeerNetwork, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PeerNode.class);

  /** Peers are asked for others so often. */
  private static final Duration EXCHANGE = Duration.ofMinutes(10);

  private static final Duration TICK = Duration.ofMillis(100);

  private final LocalNode self;
  private final PeerSettings settings;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final PeerTls tls;
  private final PeerTable<PeerConnection> table;
  private final Dialer dialer;
  private final AddressBook book;
  private final BanList bans;
  private final Doorkeeper door;
  private final PeerMeter meter;
  private final NodeEvents events;
  private final Steering steering;
  private final Surroundings surroundings;
  private final PeerSockets sockets = new PeerSockets(named("peer-loop"));
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Math.max(3, Runtime.getRuntime().availableProcessors()), named("peer-work"));
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(named("peer-tick"));
  private final AtomicLong lastId = new AtomicLong();
  private final Set<PeerConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;
  private long lastExchangeNanos;

  /** What a node is given. */
  public record Tools(
      PeerTls tls,
      List<PeerListener> listeners,
      PeerMeter meter,
      InstantSource clock,
      LongSupplier nanoTime,
      RandomGenerator random) {}

  public PeerNode(LocalNode self, PeerSettings settings, Tools tools) {
    this.self = self;
    this.settings = settings;
    this.clock = tools.clock();
    this.nanoTime = tools.nanoTime();
    this.tls = tools.tls();
    PeerLimits limits = settings.limits();
    this.table =
        new PeerTable<>(
            self.key().publicKey(),
            limits.maxInbound(),
            limits.maxInboundPerHost(),
            limits.maxPerMember());
    this.dialer =
        new Dialer(settings.timing().redial(), settings.timing().redialMost(), tools.random());
    this.book =
        new AddressBook(
            settings.privateAddresses(), settings.advertise().or(settings::listen), tools.random());
    this.bans = new BanList(clock, limits.ban());
    this.door = new Doorkeeper(limits.maxPending(), limits.maxPendingPerHost());
    this.meter = tools.meter();
    this.events =
        new NodeEvents(self, settings, tools, table, dialer, book, bans, door, connections);
    this.steering = new Steering(events, table, dialer, book, bans, nanoTime);
    this.surroundings =
        new Surroundings(
            events,
            new Reception(self, settings, clock, table, dialer, bans),
            settings.timing(),
            limits,
            tools.meter(),
            nanoTime,
            new InboundRoom(limits.inboundBytes()),
            threads);
  }

  private static ThreadFactory named(String name) {
    return Thread.ofPlatform().name(name + "-", 0).daemon().factory();
  }

  /**
   * Begins to listen and to dial.
   *
   * @throws IOException if it cannot listen there
   */
  public void start() throws IOException {
    if (settings.listen().isPresent()) {
      HostAndPort at = settings.listen().get();
      sockets.listen(at, this::accept);
      LOG.infof("TC-GW-100: peers may connect to %s as %s", at, self.key().publicKey());
    }
    settings.connect().forEach(address -> dialer.keep(address, nanoTime.getAsLong()));
    var _ = ticks.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void accept(SocketChannel channel) {
    HostAndPort from = HostAndPort.of(channel.remoteAddress());
    if (closing) {
      var _ = channel.close();
    } else if (bans.find(new BanSubject.Address(from.host())).isPresent()) {
      // It was told when it was banned; a handshake only to say so again is too dear.
      meter.ended(Refusal.BANNED.name(), true);
      var _ = channel.close();
    } else if (!door.mayEnter(from.host(), nanoTime.getAsLong())) {
      meter.ended(Refusal.TOO_MANY.name(), true);
      var _ = channel.close();
    } else {
      attach(channel, false, from, tls.server());
    }
  }

  private void attach(SocketChannel channel, boolean outbound, HostAndPort address, SslContext by) {
    var connection =
        new PeerConnection(
            lastId.incrementAndGet(), outbound, address, channel, clock.instant(), surroundings);
    connections.add(connection);
    connection.attach(by.newHandler(channel.alloc(), threads));
  }

  private void tick() {
    try {
      long now = nanoTime.getAsLong();
      connections.forEach(connection -> connection.tick(now, clock.instant()));
      if (!closing) {
        discover(now);
        dialer.due(now, this::isConnectedOrBanned).forEach(this::dial);
      }
    } catch (RuntimeException e) {
      LOG.error("TC-GW-118: a bug in the peers' clock", e);
    }
  }

  private boolean isConnectedOrBanned(PublicKey key) {
    return table.isConnected(key) || bans.find(new BanSubject.Node(key)).isPresent();
  }

  private void discover(long now) {
    if (!settings.discover()) {
      return;
    }
    if (dialer.once() < settings.limits().maxOutbound()) {
      book.candidate(now, this::isBusy).ifPresent(address -> dialer.dialOnce(address, now));
    }
    if (now - lastExchangeNanos > EXCHANGE.toNanos()) {
      lastExchangeNanos = now;
      events.open().forEach(events::exchange);
    }
  }

  private boolean isBusy(HostAndPort address) {
    String text = address.toString();
    return dialer.contains(address)
        || table.connected().stream()
            .anyMatch(peer -> peer.remote().flatMap(RemoteHello::listen).equals(Optional.of(text)));
  }

  private void dial(HostAndPort address) {
    sockets.dial(
        address, channel -> reached(channel, address), cause -> events.dialFailed(address, cause));
  }

  /** A person may have said otherwise while it was dialled. */
  private void reached(SocketChannel channel, HostAndPort address) {
    String ip = HostAndPort.hostOf(channel.remoteAddress());
    if (bans.find(new BanSubject.Address(ip)).isPresent()) {
      var _ = channel.close();
      events.dialFailed(address, new IOException(ip + " is banned"));
    } else if (!dialer.contains(address)) {
      var _ = channel.close();
    } else {
      attach(channel, true, address, tls.client());
    }
  }

  @Override
  public List<Peer> connected() {
    return events.open().stream().map(PeerConnection::peer).toList();
  }

  @Override
  public boolean send(Peer peer, Lane lane, PeerMessage message) {
    return find(peer).filter(connection -> connection.send(lane, message)).isPresent();
  }

  @Override
  public CompletableFuture<PeerMessage> request(
      Peer peer, PeerMessage question, Duration deadline) {
    return find(peer)
        .map(connection -> connection.request(question, deadline))
        .orElseGet(
            () -> CompletableFuture.failedFuture(new PeerRequestException("the peer is gone")));
  }

  @Override
  public void misbehaved(Peer peer, Misbehaviour what, String detail) {
    find(peer).ifPresent(connection -> events.misbehaved(connection, what, detail));
  }

  private Optional<PeerConnection> find(Peer peer) {
    return events.find(peer.id());
  }

  /** What a person sees of the peers and orders about them. */
  public Steering steering() {
    return steering;
  }

  public PeerSettings settings() {
    return settings;
  }

  public PublicKey nodeKey() {
    return self.key().publicKey();
  }

  /** Connections of any state. */
  public int connections() {
    return connections.size();
  }

  /** The port it listens on; for tests that let the system choose. */
  public int port() {
    return sockets.port();
  }

  /** Says Goodbye to all and ends. */
  @Override
  public void close() {
    closing = true;
    sockets.closeServer();
    connections.forEach(connection -> connection.close(Refusal.SHUTDOWN, "this node is stopping"));
    long patience = settings.timing().linger().toMillis() + 200;
    for (long waited = 0; !connections.isEmpty() && waited < patience; waited += 20) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    ticks.shutdownNow();
    sockets.close();
    threads.shutdown();
  }
}
