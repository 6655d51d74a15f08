package io.timecoin.gateway.peers.connection;

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
import io.timecoin.gateway.peers.limits.InboundRoom;
import io.timecoin.gateway.peers.table.Admission;
import io.timecoin.gateway.peers.table.Contender;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Goodbye;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
      InboundRoom room,
      Executor threads) {}

  private final long id;
  private final boolean outbound;
  private final HostAndPort address;
  private final Channel channel;
  private final Surroundings around;
  private final ConnectionHost host;
  private final Traffic traffic;
  private final InboundRoom.Share room;
  private final FrameReader reader;
  private final Reading reading;
  private final Sending sending;
  private final Conversation conversation;
  private final Serial inbound;
  private final Instant since;
  private final long sinceNanos;

  private volatile State state = State.SECURING;

  /** It will be closed: what waits to be read is of no interest any more. */
  private volatile boolean condemned;

  private volatile PublicKey nodeKey;
  private volatile Peer peer;
  private volatile RemoteHello remote;
  private volatile Optional<NodeStatement> statement = Optional.empty();
  private volatile Ending ending = Ending.CLOSED;
  private boolean wasOpen;

  public PeerConnection(
      long id,
      boolean outbound,
      HostAndPort address,
      Channel channel,
      Instant since,
      Surroundings around) {
    this.id = id;
    this.outbound = outbound;
    this.address = address;
    this.channel = channel;
    this.since = since;
    this.around = around;
    this.host = around.host();
    var nanoTime = around.nanoTime();
    this.sinceNanos = nanoTime.getAsLong();
    this.traffic = new Traffic(nanoTime);
    this.room = around.room().enter(() -> statement.isPresent(), this::makeRoom);
    this.reader = new FrameReader(nanoTime, room);
    this.reading = new Reading(channel, around.limits(), around.meter(), nanoTime, room);
    this.sending =
        new Sending(
            channel,
            around.limits().laneBytes(),
            traffic,
            around.meter(),
            new Serial(around.threads(), this::bug));
    this.conversation = new Conversation(this, around, traffic, sending);
    this.inbound = new Serial(around.threads(), this::bug);
  }

  /** Puts its handlers in place; called once, on the event loop. */
  public void attach(SslHandler tls) {
    channel.pipeline().addLast(traffic, tls, reader, this);
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
    reading.arrived(body.length);
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
      sending.pump();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    room.leave();
    inbound.execute(
        () -> {
          state = State.CLOSING;
          conversation.close();
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
        sending.write(PeerMessage.newBuilder().setHello(host.hello()).build());
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
      reading.workedOff(body.length);
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
        finish(Refusal.NO_HELLO, "the first frame is %s".formatted(MessageKind.of(message)));
      }
    } else {
      around.meter().received(MessageKind.of(message), bytes);
      if (reading.exhausts(message, bytes)) {
        host.misbehaved(
            this,
            Misbehaviour.FLOODING,
            "more of %s than its rate".formatted(MessageKind.of(message)));
      }
      conversation.heard(message);
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
    conversation.ping();
  }

  // What goes out.

  /** Queues a message. */
  public boolean send(Lane lane, PeerMessage message) {
    return state == State.OPEN && sending.offer(lane, message);
  }

  /** Asks, and matches the answer. */
  public CompletableFuture<PeerMessage> request(PeerMessage question, Duration deadline) {
    return state == State.OPEN
        ? conversation.request(question, deadline)
        : CompletableFuture.failedFuture(new PeerRequestException("the peer is gone"));
  }

  /** Another connection of this peer wanted this one's place: it must show that it is alive. */
  public void probe() {
    inbound.execute(conversation::probe);
  }

  // Its end.

  /** Looks after the time; called several times a second. */
  public void tick(long nowNanos, Instant now) {
    conversation.expire(nowNanos);
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
    Optional<String> silence = conversation.silence(nowNanos);
    if (silence.isPresent()) {
      close(Refusal.SILENT, silence.get());
    } else if (sending.isStalled(nowNanos, timing.stall())) {
      close(Refusal.STALLED, "nothing could be sent for " + timing.stall());
    } else if (reader.waitsLongerThan(timing.frame(), nowNanos)) {
      close(Refusal.STALLED, "a frame did not come whole within " + timing.frame());
    } else if (statement.filter(one -> one.isExpired(now)).isPresent()) {
      close(Refusal.EXPIRED_STATEMENT, "the statement has expired");
    } else {
      conversation.pingWhenDue(nowNanos);
    }
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
    conversation.close();
    if (!secured) {
      var _ = channel.close();
      return;
    }
    sending.write(
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

  /** What it holds of all peers' memory is needed; a Goodbye would wait behind it. */
  private void makeRoom() {
    condemned = true;
    end(new Ending(Ending.NO_ROOM, "what it had sent was needed room for", true, false));
  }

  private void bug(Throwable bug) {
    LOG.errorf(bug, "TC-GW-118: a bug ended the connection to %s", this);
    var _ = channel.close();
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
    return channel.remoteAddress() instanceof InetSocketAddress remoteEnd
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
    return conversation.pingMicros();
  }

  /** Messages that found their lane full. */
  public long dropped() {
    return sending.dropped();
  }

  public long waitingBytes() {
    return sending.waitingBytes();
  }

  @Override
  public String toString() {
    return "%s peer=%d address=%s key=%s"
        .formatted(outbound ? "outbound" : "inbound", id, address, nodeKey);
  }
}
