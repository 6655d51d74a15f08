package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.AnswerStatus;
import io.timecoin.protocol.proto.internal.v1.AskStatus;
import io.timecoin.protocol.proto.internal.v1.MemberAnswer;
import io.timecoin.protocol.proto.internal.v1.MemberQuestion;
import io.timecoin.protocol.proto.internal.v1.MemberStatus;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.TellStatus;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Ping;
import io.timecoin.protocol.proto.p2p.v1.StatusAnswer;
import io.timecoin.protocol.proto.p2p.v1.StatusQuestion;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where members' final chains end: told, asked and answered among them (PROTOCOL §6.7, §6.8).
 * Thread-safe.
 */
public final class StatusRelay {
  /** Milliseconds between what one peer says of one kind; more is dropped. */
  static final long PAUSE_MILLIS = 200;

  /** Bytes of a certificate: that of a committee of 100 has 6.5 KB. */
  static final int LARGEST_CERTIFICATE = 64 * 1024;

  private final PeerNetwork network;
  private final Connections connections;
  private final ConsensusInbound inbound;
  private final FinalMicroblocks microblocks;
  private final RelayCounters counters;
  private final InstantSource clock;

  /** By connection and kind; forgotten with the connection. */
  private final Map<Long, Map<Kind, Long>> saidMillis = new ConcurrentHashMap<>();

  public StatusRelay(
      PeerNetwork network,
      ConsensusInbound inbound,
      FinalMicroblocks microblocks,
      RelayCounters counters,
      InstantSource clock) {
    this.network = network;
    this.connections = new Connections(network);
    this.inbound = inbound;
    this.microblocks = microblocks;
    this.counters = counters;
    this.clock = clock;
  }

  void tell(TellStatus status) {
    var ping =
        Ping.newBuilder().setLastSequence(status.getSequence()).setLastDigest(status.getDigest());
    connections
        .members()
        .forEach(peer -> send(peer, Kind.STATUS, PeerMessage.newBuilder().setPing(ping).build()));
  }

  void ask(AskStatus question) {
    var asked = StatusQuestion.newBuilder().setQuestion(question.getQuestion());
    connections
        .members(question.getMembersList())
        .forEach(
            peer ->
                send(
                    peer,
                    Kind.STATUS_QUESTION,
                    PeerMessage.newBuilder().setStatusQuestion(asked).build()));
  }

  /** Answers with the certificate, which stands in the microblock itself. */
  void answer(AnswerStatus status) {
    var answer =
        StatusAnswer.newBuilder()
            .setQuestion(status.getQuestion())
            .setSequence(status.getSequence())
            .setDigest(status.getDigest());
    if (status.getSequence() == 0) {
      send(status.getMember(), answer);
      return;
    }
    var _ =
        microblocks
            .from(status.getSequence(), 1)
            .whenComplete(
                (found, failure) -> {
                  if (failure != null || found.isEmpty()) {
                    // Without its certificate it would not count; the member asks again.
                    counters.count(Kind.STATUS_ANSWER, Fate.FAILED);
                  } else {
                    send(
                        status.getMember(),
                        answer.setCertificate(found.getFirst().getCertificate()));
                  }
                });
  }

  private void send(ByteString member, StatusAnswer.Builder answer) {
    connections.members().stream()
        .filter(peer -> Connections.bytes(peer.member().get()).equals(member))
        .forEach(
            peer ->
                send(
                    peer,
                    Kind.STATUS_ANSWER,
                    PeerMessage.newBuilder().setStatusAnswer(answer).build()));
  }

  private void send(Peer peer, Kind kind, PeerMessage message) {
    boolean queued = network.send(peer, Lane.URGENT, message);
    counters.count(kind, queued ? Fate.SENT : Fate.DROPPED);
  }

  /** A member's ping says where its chain ends. */
  void told(Peer peer, long sequence, byte[] digest) {
    if (isTaken(peer, Kind.STATUS) && isDigest(peer, digest.length)) {
      letIn(
          Kind.STATUS,
          Received.from(peer, clock.millis())
              .setStatus(
                  MemberStatus.newBuilder()
                      .setSequence(sequence)
                      .setDigest(ByteString.copyFrom(digest)))
              .build());
    }
  }

  void asked(Peer peer, StatusQuestion question) {
    if (isTaken(peer, Kind.STATUS_QUESTION)) {
      letIn(
          Kind.STATUS_QUESTION,
          Received.from(peer, clock.millis())
              .setQuestion(MemberQuestion.newBuilder().setQuestion(question.getQuestion()))
              .build());
    }
  }

  void answered(Peer peer, StatusAnswer answer) {
    if (!isTaken(peer, Kind.STATUS_ANSWER) || !isDigest(peer, answer.getDigest().size())) {
      return;
    }
    if (answer.getCertificate().size() > LARGEST_CERTIFICATE) {
      malformed(peer, Kind.STATUS_ANSWER, "a certificate that is too large");
      return;
    }
    letIn(
        Kind.STATUS_ANSWER,
        Received.from(peer, clock.millis())
            .setAnswer(
                MemberAnswer.newBuilder()
                    .setQuestion(answer.getQuestion())
                    .setSequence(answer.getSequence())
                    .setDigest(answer.getDigest())
                    .setCertificate(answer.getCertificate()))
            .build());
  }

  void disconnected(Peer peer) {
    saidMillis.remove(peer.id());
  }

  /** Only members' word counts, and only so often. */
  private boolean isTaken(Peer peer, Kind kind) {
    if (peer.member().isEmpty()) {
      counters.count(kind, Fate.STRANGER);
      return false;
    }
    long now = clock.millis();
    var said = saidMillis.computeIfAbsent(peer.id(), _ -> new ConcurrentHashMap<>());
    long last = said.getOrDefault(kind, 0L);
    if (now >= last && now - last < PAUSE_MILLIS) {
      counters.count(kind, Fate.REPEATED);
      return false;
    }
    said.put(kind, now);
    return true;
  }

  private boolean isDigest(Peer peer, int bytes) {
    if (bytes != Hash256.SIZE) {
      malformed(peer, Kind.STATUS, "a digest of " + bytes + " bytes");
      return false;
    }
    return true;
  }

  private void malformed(Peer peer, Kind kind, String detail) {
    counters.count(kind, Fate.MALFORMED);
    network.misbehaved(peer, Misbehaviour.MALFORMED, detail);
  }

  private void letIn(Kind kind, ReceivedConsensusMessage message) {
    inbound.publish(message);
    counters.count(kind, Fate.TAKEN);
  }
}
