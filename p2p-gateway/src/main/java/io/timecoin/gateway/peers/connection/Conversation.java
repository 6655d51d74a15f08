package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.PeerMeter;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Ping;
import io.timecoin.protocol.proto.p2p.v1.Pong;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * What is said on an open connection: pings, questions and their answers are its own matter,
 * everything else goes to the node.
 */
final class Conversation {
  private final PeerConnection connection;
  private final ConnectionHost host;
  private final LongSupplier nanoTime;
  private final PeerMeter meter;
  private final Reading reading;
  private final Sending sending;
  private final Heartbeat heartbeat;
  private final PendingRequests requests;

  Conversation(PeerConnection connection, Surroundings around, Wire wire) {
    this.connection = connection;
    this.host = around.host();
    this.nanoTime = around.nanoTime();
    this.meter = around.meter();
    this.reading = wire.reading();
    this.sending = wire.sending();
    this.heartbeat = new Heartbeat(around.timing(), wire.traffic(), nanoTime.getAsLong());
    this.requests = new PendingRequests(around.limits().openRequests());
  }

  /**
   * Takes a message of the other end's, of whatever kind but Goodbye.
   *
   * @param bytes of its frame
   */
  void heard(PeerMessage message, int bytes) {
    String kind = MessageKind.of(message);
    meter.received(kind, bytes);
    if (reading.exhausts(message, bytes)) {
      host.misbehaved(
          connection, Misbehaviour.FLOODING, "more of %s than its rate".formatted(kind));
    }
    heard(message);
  }

  private void heard(PeerMessage message) {
    switch (message.getContentCase()) {
      case HELLO -> host.misbehaved(connection, Misbehaviour.MALFORMED, "a second Hello");
      case PING -> {
        send(Lane.URGENT, PeerMessage.newBuilder().setPong(Pong.getDefaultInstance()).build());
        pinged(message.getPing());
      }
      case PONG -> heartbeat.ponged(nanoTime.getAsLong());
      case GET_PEERS ->
          send(Lane.RELAY, host.peers().toBuilder().setRequestId(message.getRequestId()).build());
      case PEERS -> answered(message);
      case TRANSACTIONS, PROPOSAL, MICROBLOCKS, STATUS_ANSWER, NOT_FOUND -> {
        if (message.getRequestId() == 0) {
          host.received(connection, message);
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
          host.received(connection, message);
      // Of a newer version: counted by its kind, and nothing more.
      case CONTENT_NOT_SET -> {}
      case GOODBYE -> throw new IllegalStateException("was handled before");
    }
  }

  private void pinged(Ping ping) {
    if (connection.peer().member().isPresent() && !ping.getLastDigest().isEmpty()) {
      host.status(connection, ping.getLastSequence(), ping.getLastDigest().toByteArray());
    }
  }

  private void answered(PeerMessage message) {
    switch (requests.answered(message)) {
      case TAKEN, LATE -> {}
      case UNASKED ->
          host.misbehaved(
              connection,
              Misbehaviour.EMPTY_PROMISE,
              MessageKind.of(message) + " that nobody asked for");
    }
  }

  private void send(Lane lane, PeerMessage message) {
    boolean _ = connection.send(lane, message);
  }

  /** Asks, and matches the answer. */
  CompletableFuture<PeerMessage> request(PeerMessage question, Duration deadline) {
    var result = new CompletableFuture<PeerMessage>();
    requests
        .open(question, deadline, nanoTime.getAsLong(), result)
        .filter(numbered -> !connection.send(Lane.RELAY, numbered))
        .ifPresent(numbered -> requests.unsent(numbered.getRequestId()));
    return result;
  }

  void ping() {
    heartbeat.pinging(nanoTime.getAsLong());
    send(Lane.URGENT, PeerMessage.newBuilder().setPing(host.ping()).build());
  }

  void pingWhenDue(long nowNanos) {
    if (heartbeat.isPingDue(nowNanos)) {
      ping();
    }
  }

  /** The other end must show soon that it is alive. */
  void probe() {
    if (heartbeat.probe(nanoTime.getAsLong())) {
      ping();
    }
  }

  /** Why the other end is to be taken for dead. */
  Optional<String> silence(long nowNanos) {
    return heartbeat.silence(nowNanos);
  }

  /** Ends the questions whose deadline has passed. */
  void expire(long nowNanos) {
    requests.expire(nowNanos);
  }

  /** Nothing is said any more. */
  void close() {
    requests.close();
    sending.clear();
  }

  long pingMicros() {
    return heartbeat.pingMicros();
  }
}
