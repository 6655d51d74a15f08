package io.timecoin.gateway.peers.connection;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerInfo;
import io.timecoin.gateway.peers.PeerRequestException;
import io.timecoin.gateway.peers.hello.HelloVerdict;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.hello.RemoteHello;
import io.timecoin.gateway.peers.limits.InboundRoom;
import io.timecoin.gateway.peers.table.Contender;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * One connection, as the node has it: what it may be told to do and what it says of itself. What
 * happens to it is {@link ConnectionStates}' matter.
 *
 * <p>The event loop only cuts frames; everything else runs as serial tasks on shared threads, in
 * order. Who sends faster than it is listened to is read from no more until the tasks have caught
 * up.
 */
public final class PeerConnection implements Contender {
  private static final Logger LOG = Logger.getLogger(PeerConnection.class);

  private final long id;
  private final boolean outbound;
  private final HostAndPort address;
  private final Instant since;
  private final Wire wire;
  private final Serial tasks;
  private final ConnectionStates states;

  /**
   * A connection that has only begun.
   *
   * @param id no other of this node's has it, now or before
   * @param outbound whether this node has dialled
   * @param address of the other end, as it was dialled or as it came
   */
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
    this.since = since;
    InboundRoom.Share room = around.room().enter(this::isMember, this::makeRoom);
    this.wire = Wire.of(channel, around, room, new Serial(around.threads(), this::bug));
    this.tasks = new Serial(around.threads(), this::bug);
    this.states = new ConnectionStates(this, around, wire, tasks);
  }

  /** Puts its handlers in place; called once, on the event loop. */
  public void attach(SslHandler tls) {
    wire.channel()
        .pipeline()
        .addLast(
            wire.traffic(), tls, wire.reader(), new ChannelEvents(states, wire.reading(), tasks));
  }

  private boolean isMember() {
    return states.greeting().statement().isPresent();
  }

  /** What it holds of all peers' memory is needed; a Goodbye would wait behind it. */
  private void makeRoom() {
    states.end(new Ending(Ending.NO_ROOM, "what it had sent was needed room for", true, false));
  }

  private void bug(Throwable bug) {
    LOG.errorf(bug, "TC-GW-118: a bug ended the connection to %s", this);
    states.farewell().close();
  }

  // What it is told to do.

  /** Queues a message; false where it is no peer or its lane is full. */
  public boolean send(Lane lane, PeerMessage message) {
    return states.isOpen() && wire.sending().offer(lane, message);
  }

  /** Asks, and matches the answer. */
  public CompletableFuture<PeerMessage> request(PeerMessage question, Duration deadline) {
    return states.isOpen()
        ? states.conversation().request(question, deadline)
        : CompletableFuture.failedFuture(new PeerRequestException("the peer is gone"));
  }

  /** Another connection of this peer wanted this one's place: it must show that it is alive. */
  public void probe() {
    tasks.execute(states.conversation()::probe);
  }

  /** Looks after the time; called several times a second. */
  public void tick(long nowNanos, Instant now) {
    states.tick(nowNanos, now);
  }

  /** Says Goodbye and ends; from any thread, any number of times. */
  public void close(Refusal why, String detail) {
    states.close(why, detail);
  }

  // What it says of itself.

  public long id() {
    return id;
  }

  /** The other end's, once its certificate was good; null before. */
  @Override
  public PublicKey nodeKey() {
    return states.greeting().nodeKey();
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
    return wire.channel().remoteAddress() instanceof InetSocketAddress remoteEnd
        ? HostAndPort.hostOf(remoteEnd)
        : address.host();
  }

  /** Once it is a peer; null before. */
  public Peer peer() {
    return states.peer();
  }

  /** What the other end has said of itself, once that was good. */
  public Optional<RemoteHello> remote() {
    return states.greeting().hello().map(HelloVerdict.Good::hello);
  }

  /** Why it has ended. */
  public Ending ending() {
    return states.farewell().ending();
  }

  /**
   * What a person is shown of it, once it is a peer.
   *
   * @param score points towards a ban
   */
  public PeerInfo info(int score) {
    RemoteHello hello = remote().orElseThrow();
    return new PeerInfo(
        peer(),
        hello.listen(),
        hello.agent(),
        since,
        hello.chainEnd(),
        wire.traffic().sent(),
        wire.traffic().received(),
        states.conversation().pingMicros(),
        wire.sending().waitingBytes(),
        wire.sending().dropped(),
        score);
  }

  @Override
  public String toString() {
    return "%s peer=%d address=%s key=%s"
        .formatted(outbound ? "outbound" : "inbound", id, address, nodeKey());
  }
}
