package io.timecoin.gateway.peers.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerLimits;
import io.timecoin.gateway.peers.PeerMeter;
import io.timecoin.gateway.peers.PeerRequestException;
import io.timecoin.gateway.peers.PeerTiming;
import io.timecoin.gateway.peers.frame.FrameException;
import io.timecoin.gateway.peers.frame.FrameReader;
import io.timecoin.gateway.peers.frame.Frames;
import io.timecoin.gateway.peers.hello.HelloVerdict;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.hello.RemoteHello;
import io.timecoin.gateway.peers.identity.CertificateVerdict;
import io.timecoin.gateway.peers.limits.KindRates;
import io.timecoin.gateway.peers.table.Admission;
import io.timecoin.gateway.peers.table.Contender;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Goodbye;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Ping;
import io.timecoin.protocol.proto.p2p.v1.Pong;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jboss.logging.Logger;

/**
 * One connection, from TCP to its end.
 *
 * <pre>
 * SECURING (TLS) → GREETING (certificate good, Hello sent) → OPEN (their Hello good) → CLOSING
 * SECURING, GREETING → CLOSING (refused: a Goodbye says why)
 * </pre>
 *
 * <p>The event loop only cuts frames; everything else runs as serial tasks on shared threads, in
 * order. Who sends faster than it is listened to is read from no more until the tasks have caught
 * up.
 */
public final class PeerConnection extends ChannelInboundHandlerAdapter implements Contender {
  private static final Logger LOG = Logger.getLogger(PeerConnection.class);

  /** Bytes of frames that may wait for their task; then reading stops. */
  private static final int BACKLOG_HIGH = 1 << 20;

  private static final int BACKLOG_LOW = 256 << 10;

  /** A peer that was taken for dead by the other end has so long to prove the contrary. */
  private static final Duration PROBE = Duration.ofSeconds(5);

  private enum State {
    SECURING,
    GREETING,
    OPEN,
    CLOSING
  }

  /** What a connection is given. */
  public record Surroundings(
      ConnectionHost host,
      PeerTiming timing,
      PeerLimits limits,
      PeerMeter meter,
      LongSupplier nanoTime,
      Executor threads) {}

  private final long id;
  private final boolean outbound;
  private final HostAndPort address;
  private final Surroundings around;
  private final ConnectionHost host;
  private final Traffic traffic;
  private final FrameReader reader;
  private final Serial inbound;
  private final Serial sending;
  private final AtomicBoolean pumpWaits = new AtomicBoolean();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicInteger backlog = new AtomicInteger();
  private final OutboundLanes lanes;
  private final PendingRequests requests;
  private final KindRates rates;
  private final Instant since;
  private final long sinceNanos;

  private volatile Channel channel;
  private volatile State state = State.SECURING;

  /** It will be closed: what waits to be read is of no interest any more. */
  private volatile boolean condemned;

  private volatile PublicKey nodeKey;
  private volatile Peer peer;
  private volatile RemoteHello remote;
  private volatile Optional<NodeStatement> statement = Optional.empty();
  private volatile Ending ending = Ending.CLOSED;
  private volatile long probedNanos;
  private volatile boolean probed;
  private volatile long pingSentNanos;
  private volatile boolean pongAwaited;
  private volatile long pingMicros = -1;
  private boolean backlogPause;
  private boolean ratePause;
  private volatile long pausedUntilNanos;
  private long waitsSinceNanos;
  private boolean waits;
  private long lastPingNanos;
  private boolean wasOpen;

  public PeerConnection(
      long id, boolean outbound, HostAndPort address, Instant since, Surroundings around) {
    this.id = id;
    this.outbound = outbound;
    this.address = address;
    this.since = since;
    this.around = around;
    this.host = around.host();
    this.sinceNanos = around.nanoTime().getAsLong();
    this.lastPingNanos = sinceNanos;
    this.pausedUntilNanos = sinceNanos;
    this.traffic = new Traffic(around.nanoTime());
    this.reader = new FrameReader(around.nanoTime());
    this.inbound = new Serial(around.threads(), this::bug);
    this.sending = new Serial(around.threads(), this::bug);
    this.lanes = new OutboundLanes(around.limits().laneBytes());
    this.requests = new PendingRequests(around.limits().openRequests());
    this.rates = new KindRates(around.limits().rateFactor(), sinceNanos);
  }

  /** Puts its handlers in place; called once, on the event loop. */
  public void attach(Channel to, SslHandler tls) {
    channel = to;
    to.pipeline().addLast(traffic, tls, reader, this);
  }

  // What comes in, on the event loop.

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        inbound.execute(this::secured);
      } else {
        end(new Ending(Ending.TLS, "TLS failed: " + handshake.cause().getMessage(), true, false));
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    byte[] body = (byte[]) message;
    if (backlog.addAndGet(body.length) > BACKLOG_HIGH) {
      pauseForBacklog(true);
    }
    inbound.execute(() -> take(body));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof FrameException broken) {
      inbound.execute(() -> unreadable(broken));
    } else {
      end(new Ending(Ending.TLS, "the connection failed: " + cause.getMessage(), false, false));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      pump();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    inbound.execute(
        () -> {
          state = State.CLOSING;
          requests.close();
          lanes.clear();
          host.closed(this, wasOpen);
        });
  }

  // Serial tasks.

  private void secured() {
    switch (host.judge(certificates())) {
      case CertificateVerdict.Accepted(PublicKey key) -> {
        nodeKey = key;
        Optional<Refusal> refused = host.greet(this);
        if (refused.isPresent()) {
          finish(refused.get(), "node key %s".formatted(key));
          return;
        }
        state = State.GREETING;
        write(PeerMessage.newBuilder().setHello(host.hello()).build());
      }
      case CertificateVerdict.Refused(var defect, var detail) ->
          finish(Refusal.BAD_CERTIFICATE, defect + ": " + detail);
    }
  }

  private Certificate[] certificates() {
    try {
      return channel.pipeline().get(SslHandler.class).engine().getSession().getPeerCertificates();
    } catch (SSLPeerUnverifiedException e) {
      return new Certificate[0];
    }
  }

  private void take(byte[] body) {
    try {
      if (!condemned && (state == State.GREETING || state == State.OPEN)) {
        take(Frames.decode(body), body.length);
      }
    } catch (FrameException e) {
      unreadable(e);
    } finally {
      if (backlog.addAndGet(-body.length) < BACKLOG_LOW) {
        pauseForBacklog(false);
      }
    }
  }

  private void unreadable(FrameException broken) {
    if (state == State.GREETING) {
      finish(Refusal.NO_HELLO, broken.getMessage());
    } else if (state == State.OPEN) {
      host.misbehaved(this, broken.misbehaviour(), broken.getMessage());
      if (reader.isBroken()) {
        // Where the next frame begins is not known any more.
        finish(Refusal.MISBEHAVED, broken.getMessage());
      }
    }
  }

  private void take(PeerMessage message, int bytes) {
    if (message.hasGoodbye()) {
      Goodbye goodbye = message.getGoodbye();
      end(Ending.told(goodbye.getCode(), goodbye.getDetail()));
    } else if (state == State.GREETING) {
      if (message.hasHello()) {
        greeted(message.getHello());
      } else {
        finish(Refusal.NO_HELLO, "the first frame is %s".formatted(kind(message)));
      }
    } else {
      around.meter().received(kind(message), bytes);
      slowDown(message, bytes);
      heard(message);
    }
  }

  private void greeted(Hello hello) {
    switch (host.judge(this, hello)) {
      case HelloVerdict.Refused(Refusal code, String detail) -> finish(code, detail);
      case HelloVerdict.Good good -> {
        remote = good.hello();
        statement = good.statement();
        var consensusKey = good.statement().map(NodeStatement::consensusKey);
        peer = new Peer(id, nodeKey, consensusKey, address.toString(), outbound);
        switch (host.admit(this, good)) {
          case Admission.Refused<PeerConnection>(
                  Refusal code,
                  String detail,
                  Optional<PeerConnection> incumbent) -> {
            incumbent.ifPresent(PeerConnection::probe);
            finish(code, detail);
          }
          case Admission.Admitted<PeerConnection>(
                  Optional<PeerConnection> replaced,
                  Refusal why) -> {
            replaced.ifPresent(old -> old.close(why, "another connection of this node stays"));
            open(good);
          }
        }
      }
    }
  }

  private void open(HelloVerdict.Good good) {
    state = State.OPEN;
    wasOpen = true;
    host.opened(this);
    if (good.statement().isPresent()) {
      host.status(
          this, good.hello().chainEnd().sequence(), good.hello().chainEnd().digest().toByteArray());
    }
    ping();
  }

  private void heard(PeerMessage message) {
    switch (message.getContentCase()) {
      case HELLO -> host.misbehaved(this, Misbehaviour.MALFORMED, "a second Hello");
      case PING -> {
        sendQuietly(PeerMessage.newBuilder().setPong(Pong.getDefaultInstance()).build());
        Ping ping = message.getPing();
        if (peer.member().isPresent() && !ping.getLastDigest().isEmpty()) {
          host.status(this, ping.getLastSequence(), ping.getLastDigest().toByteArray());
        }
      }
      case PONG -> {
        if (pongAwaited) {
          pongAwaited = false;
          pingMicros = (around.nanoTime().getAsLong() - pingSentNanos) / 1_000;
        }
      }
      case GET_PEERS ->
          send(Lane.RELAY, host.peers().toBuilder().setRequestId(message.getRequestId()).build());
      case PEERS -> answered(message);
      case TRANSACTIONS, PROPOSAL, MICROBLOCKS, STATUS_ANSWER, NOT_FOUND -> {
        if (message.getRequestId() == 0) {
          host.received(this, message);
        } else {
          answered(message);
        }
      }
      case ANNOUNCEMENT,
          GET_TRANSACTIONS,
          CONSENSUS,
          GET_PROPOSAL,
          GET_MICROBLOCKS,
          STATUS_QUESTION ->
          host.received(this, message);
      // Of a newer version: counted by its kind, and nothing more.
      case CONTENT_NOT_SET -> {}
      case GOODBYE -> throw new IllegalStateException("was handled before");
    }
  }

  private void answered(PeerMessage message) {
    switch (requests.answered(message)) {
      case TAKEN, LATE -> {}
      case UNASKED ->
          host.misbehaved(
              this, Misbehaviour.EMPTY_PROMISE, kind(message) + " that nobody asked for");
    }
  }

  // Slowing down.

  private void slowDown(PeerMessage message, int bytes) {
    long now = around.nanoTime().getAsLong();
    Duration pause = rates.take(message.getContentCase(), bytes, now);
    if (pause.isZero()) {
      return;
    }
    around.meter().slowed(kind(message));
    long until = now + pause.toNanos();
    // Frames that were read already say so each by itself: only what they add counts.
    long added = Math.min(pause.toNanos(), Math.max(0, until - pausedUntilNanos));
    pausedUntilNanos = until;
    pauseForRate(true);
    var _ =
        channel
            .eventLoop()
            .schedule(() -> pauseForRate(false), pause.toNanos(), TimeUnit.NANOSECONDS);
    if (rates.patienceIsOver(Duration.ofNanos(added), around.limits().patience(), now)) {
      host.misbehaved(
          this, Misbehaviour.FLOODING, "more of %s than its rate".formatted(kind(message)));
    }
  }

  private synchronized void pauseForBacklog(boolean pause) {
    if (backlogPause != pause) {
      backlogPause = pause;
      channel.config().setAutoRead(!(backlogPause || ratePause));
    }
  }

  private synchronized void pauseForRate(boolean pause) {
    if (!pause && pausedUntilNanos - around.nanoTime().getAsLong() > 0) {
      return;
    }
    if (ratePause != pause) {
      ratePause = pause;
      channel.config().setAutoRead(!(backlogPause || ratePause));
    }
  }

  // What goes out.

  /** Queues a message. */
  public boolean send(Lane lane, PeerMessage message) {
    if (state != State.OPEN) {
      return false;
    }
    if (!lanes.offer(lane, message)) {
      dropped.incrementAndGet();
      around.meter().dropped(lane);
      return false;
    }
    pump();
    return true;
  }

  private void sendQuietly(PeerMessage message) {
    boolean _ = send(Lane.URGENT, message);
  }

  /** Asks, and matches the answer. */
  public CompletableFuture<PeerMessage> request(PeerMessage question, Duration deadline) {
    var result = new CompletableFuture<PeerMessage>();
    if (state != State.OPEN) {
      result.completeExceptionally(new PeerRequestException("the peer is gone"));
      return result;
    }
    requests
        .open(question, deadline, around.nanoTime().getAsLong(), result)
        .filter(numbered -> !send(Lane.RELAY, numbered))
        .ifPresent(numbered -> requests.unsent(numbered.getRequestId()));
    return result;
  }

  private void pump() {
    if (pumpWaits.compareAndSet(false, true)) {
      sending.execute(this::sendWaiting);
    }
  }

  private void sendWaiting() {
    pumpWaits.set(false);
    while (channel.isWritable()) {
      Optional<PeerMessage> next = lanes.poll();
      if (next.isEmpty()) {
        return;
      }
      write(next.get());
    }
  }

  private void write(PeerMessage message) {
    try {
      byte[] frame = Frames.encode(message);
      around.meter().sent(kind(message), frame.length);
      var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(frame), channel.voidPromise());
    } catch (FrameException e) {
      LOG.errorf("TC-GW-119: a %s for %s was not sent: %s", kind(message), this, e.getMessage());
    }
  }

  private void ping() {
    long now = around.nanoTime().getAsLong();
    lastPingNanos = now;
    pingSentNanos = now;
    pongAwaited = true;
    sendQuietly(PeerMessage.newBuilder().setPing(host.ping()).build());
  }

  /** Another connection of this peer wanted this one's place: it must show that it is alive. */
  public void probe() {
    if (!probed) {
      probedNanos = around.nanoTime().getAsLong();
      probed = true;
      inbound.execute(this::ping);
    }
  }

  // Its end.

  /** Looks after the time; called several times a second. */
  public void tick(long nowNanos, Instant now) {
    requests.expire(nowNanos);
    PeerTiming timing = around.timing();
    switch (state) {
      case SECURING, GREETING -> {
        if (nowNanos - sinceNanos > timing.hello().toNanos()) {
          close(Refusal.HELLO_TIMEOUT, "no Hello within " + timing.hello());
        }
      }
      case OPEN -> tickOpen(nowNanos, now, timing);
      case CLOSING -> {}
    }
  }

  private void tickOpen(long nowNanos, Instant now, PeerTiming timing) {
    if (nowNanos - traffic.lastReceivedNanos() > timing.dead().toNanos()) {
      close(Refusal.SILENT, "nothing heard for " + timing.dead());
    } else if (probed && traffic.lastReceivedNanos() - probedNanos > 0) {
      probed = false;
    } else if (probed && nowNanos - probedNanos > PROBE.toNanos()) {
      close(Refusal.SILENT, "nothing heard for %s, and it has dialled anew".formatted(PROBE));
    } else if (stalled(nowNanos, timing)) {
      close(Refusal.STALLED, "nothing could be sent for " + timing.stall());
    } else if (reader.waitsLongerThan(timing.frame(), nowNanos)) {
      close(Refusal.STALLED, "a frame did not come whole within " + timing.frame());
    } else if (statement.filter(one -> one.isExpired(now)).isPresent()) {
      close(Refusal.EXPIRED_STATEMENT, "the statement has expired");
    } else if (nowNanos - lastPingNanos > timing.ping().toNanos()) {
      ping();
    }
  }

  private boolean stalled(long nowNanos, PeerTiming timing) {
    boolean waitsNow = !channel.isWritable();
    if (!waitsNow) {
      waits = false;
      return false;
    }
    if (!waits) {
      waits = true;
      waitsSinceNanos = nowNanos;
    }
    long moved = Math.max(waitsSinceNanos - nowNanos, traffic.lastSentNanos() - nowNanos);
    return -moved > timing.stall().toNanos();
  }

  /** Says Goodbye and ends; from any thread, any number of times. */
  public void close(Refusal why, String detail) {
    condemned = true;
    inbound.execute(() -> finish(why, detail));
  }

  private void finish(Refusal why, String detail) {
    if (state == State.CLOSING) {
      return;
    }
    boolean secured = nodeKey != null || why == Refusal.BAD_CERTIFICATE;
    state = State.CLOSING;
    ending = Ending.of(why, detail);
    requests.close();
    lanes.clear();
    if (!secured) {
      var _ = channel.close();
      return;
    }
    write(
        PeerMessage.newBuilder()
            .setGoodbye(Goodbye.newBuilder().setCode(why.name()).setDetail(shortened(detail)))
            .build());
    // The other end closes when it has read that. Closing at once, with bytes of its unread, would
    // reset the connection and the Goodbye with it.
    channel.eventLoop().execute(reader::discard);
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  var _ = channel.close();
                },
                around.timing().linger().toNanos(),
                TimeUnit.NANOSECONDS);
  }

  private static String shortened(String detail) {
    return detail.length() <= 400 ? detail : detail.substring(0, 400);
  }

  private void end(Ending why) {
    if (state != State.CLOSING) {
      state = State.CLOSING;
      ending = why;
    }
    var _ = channel.close();
  }

  private void bug(Throwable bug) {
    LOG.errorf(bug, "TC-GW-118: a bug ended the connection to %s", this);
    var _ = channel.close();
  }

  static String kind(PeerMessage message) {
    return message.getContentCase() == PeerMessage.ContentCase.CONTENT_NOT_SET
        ? "unknown"
        : message.getContentCase().name().toLowerCase(Locale.ROOT);
  }

  // What it says of itself.

  public long id() {
    return id;
  }

  @Override
  public PublicKey nodeKey() {
    return nodeKey;
  }

  @Override
  public boolean outbound() {
    return outbound;
  }

  @Override
  public String host() {
    return address.host();
  }

  public HostAndPort address() {
    return address;
  }

  /** The other end's IP address, also where a name was dialled. */
  public String ip() {
    Channel now = channel;
    return now != null && now.remoteAddress() instanceof InetSocketAddress remoteEnd
        ? HostAndPort.hostOf(remoteEnd)
        : address.host();
  }

  /** Once it is a peer. */
  public Peer peer() {
    return peer;
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }

  public Optional<RemoteHello> remote() {
    return Optional.ofNullable(remote);
  }

  public Ending ending() {
    return ending;
  }

  public Instant since() {
    return since;
  }

  public Traffic traffic() {
    return traffic;
  }

  /** Round trip of the last ping in microseconds; negative when there was none yet. */
  public long pingMicros() {
    return pingMicros;
  }

  /** Messages that found their lane full. */
  public long dropped() {
    return dropped.get();
  }

  public long waitingBytes() {
    return lanes.waitingBytes();
  }

  @Override
  public String toString() {
    return "%s peer=%d address=%s key=%s"
        .formatted(outbound ? "outbound" : "inbound", id, address, nodeKey);
  }
}
