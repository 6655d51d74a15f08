package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.ChainEnd;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerTiming;
import io.timecoin.gateway.peers.frame.FrameException;
import io.timecoin.gateway.peers.hello.HelloVerdict;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.table.Admission;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Goodbye;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The states of one connection, from TCP to its end.
 *
 * <pre>
 * SECURING (TLS) → GREETING (certificates, Hellos) → OPEN (both good) → CLOSING
 * SECURING, GREETING → CLOSING (refused: a Goodbye says why, once there is TLS)
 * </pre>
 *
 * <p>{@link Greeting} says who the other end is, {@link Conversation} is what is said while it is
 * open, {@link Farewell} how it ends. Nothing leads out of CLOSING, whatever thread has brought it
 * there.
 */
final class ConnectionStates implements ChannelEvents.Receiver {
  private enum State {
    SECURING,
    GREETING,
    OPEN,
    CLOSING
  }

  private final PeerConnection connection;
  private final ConnectionHost host;
  private final PeerTiming timing;
  private final Wire wire;
  private final Serial tasks;
  private final Greeting<PeerConnection> greeting;
  private final Conversation conversation;
  private final Farewell farewell;
  private final long sinceNanos;
  private final AtomicReference<State> state = new AtomicReference<>(State.SECURING);

  /** It will be closed: what waits to be read is of no interest any more. */
  private volatile boolean condemned;

  private volatile Peer peer;
  private boolean wasOpen;

  /**
   * @param connection whose states these are; known to the host by it
   * @param tasks runs the steps that {@link ChannelEvents} leads to
   */
  ConnectionStates(PeerConnection connection, Surroundings around, Wire wire, Serial tasks) {
    this.connection = connection;
    this.host = around.host();
    this.timing = around.timing();
    this.wire = wire;
    this.tasks = tasks;
    Sending sending = wire.sending();
    this.greeting = new Greeting<>(around.reception(), connection, sending::write);
    this.conversation = new Conversation(connection, around, wire);
    this.farewell =
        new Farewell(wire.channel(), timing.linger(), sending::write, wire.reader()::discard);
    this.sinceNanos = around.nanoTime().getAsLong();
  }

  // What happens on the channel.

  @Override
  public void secured(Certificate[] chain) {
    if (state.compareAndSet(State.SECURING, State.GREETING)) {
      greeting.begin(chain).ifPresent(this::refuse);
    }
  }

  @Override
  public boolean listens() {
    return !condemned && state.get() != State.CLOSING;
  }

  @Override
  public void received(PeerMessage message, int bytes) {
    if (message.hasGoodbye()) {
      Goodbye goodbye = message.getGoodbye();
      end(Ending.told(goodbye.getCode(), goodbye.getDetail()));
    } else if (state.get() == State.GREETING) {
      greeted(greeting.hear(message));
    } else {
      conversation.heard(message, bytes);
    }
  }

  @Override
  public void unreadable(FrameException broken) {
    State now = state.get();
    if (now == State.GREETING) {
      finish(Refusal.NO_HELLO, broken.getMessage());
    } else if (now == State.OPEN) {
      host.misbehaved(connection, broken.misbehaviour(), broken.getMessage());
      if (wire.reader().isBroken()) {
        // Where the next frame begins is not known any more.
        finish(Refusal.MISBEHAVED, broken.getMessage());
      }
    }
  }

  @Override
  public void failed(Ending why) {
    end(why);
  }

  @Override
  public void writable() {
    wire.sending().pump();
  }

  @Override
  public void closed() {
    state.set(State.CLOSING);
    conversation.close();
    host.closed(connection, wasOpen);
  }

  // From a stranger to a peer.

  private void greeted(Admission<PeerConnection> admission) {
    switch (admission) {
      case Admission.Refused<PeerConnection> refused -> refuse(refused);
      case Admission.Admitted<PeerConnection>(var replaced, var why) -> {
        replaced.ifPresent(old -> old.close(why, "another connection of this node stays"));
        open(greeting.hello().orElseThrow());
      }
    }
  }

  private void refuse(Admission.Refused<PeerConnection> refused) {
    refused.incumbent().ifPresent(PeerConnection::probe);
    finish(refused.code(), refused.detail());
  }

  private void open(HelloVerdict.Good hello) {
    var member = hello.statement().map(NodeStatement::consensusKey);
    peer =
        new Peer(
            connection.id(),
            greeting.nodeKey(),
            member,
            connection.address().toString(),
            connection.outbound());
    if (!state.compareAndSet(State.GREETING, State.OPEN)) {
      return;
    }
    wasOpen = true;
    host.opened(connection);
    if (member.isPresent()) {
      ChainEnd end = hello.hello().chainEnd();
      host.status(connection, end.sequence(), end.digest().toByteArray());
    }
    conversation.ping();
  }

  // Its end.

  /** Looks after the time; called several times a second, by one thread. */
  void tick(long nowNanos, Instant now) {
    conversation.expire(nowNanos);
    switch (state.get()) {
      case SECURING, GREETING -> {
        if (nowNanos - sinceNanos > timing.hello().toNanos()) {
          close(Refusal.HELLO_TIMEOUT, "no Hello within " + timing.hello());
        }
      }
      case OPEN -> tickOpen(nowNanos, now);
      case CLOSING -> {}
    }
  }

  private void tickOpen(long nowNanos, Instant now) {
    Optional<String> silence = conversation.silence(nowNanos);
    if (silence.isPresent()) {
      close(Refusal.SILENT, silence.get());
    } else if (wire.sending().isStalled(nowNanos, timing.stall())) {
      close(Refusal.STALLED, "nothing could be sent for " + timing.stall());
    } else if (wire.reader().waitsLongerThan(timing.frame(), nowNanos)) {
      close(Refusal.STALLED, "a frame did not come whole within " + timing.frame());
    } else if (greeting.statement().filter(one -> one.isExpired(now)).isPresent()) {
      close(Refusal.EXPIRED_STATEMENT, "the statement has expired");
    } else {
      conversation.pingWhenDue(nowNanos);
    }
  }

  /** Says Goodbye and ends, after the tasks that wait; from any thread, any number of times. */
  void close(Refusal why, String detail) {
    condemned = true;
    tasks.execute(() -> finish(why, detail));
  }

  private void finish(Refusal why, String detail) {
    State before = state.getAndSet(State.CLOSING);
    if (before == State.CLOSING) {
      return;
    }
    conversation.close();
    if (before == State.SECURING) {
      farewell.end(Ending.of(why, detail));
    } else {
      farewell.say(why, detail);
    }
  }

  /** Ends at once and without a word; from any thread. */
  void end(Ending why) {
    if (state.getAndSet(State.CLOSING) == State.CLOSING) {
      farewell.close();
    } else {
      farewell.end(why);
    }
  }

  // What has become of it.

  boolean isOpen() {
    return state.get() == State.OPEN;
  }

  /** Once it is a peer; null before. */
  Peer peer() {
    return peer;
  }

  Greeting<PeerConnection> greeting() {
    return greeting;
  }

  Conversation conversation() {
    return conversation;
  }

  Farewell farewell() {
    return farewell;
  }
}
