package io.timecoin.gateway;

import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.gateway.peers.PeerRequestException;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Connections that a test makes and looks at; everything happens at once, on the test's thread. */
public final class InMemoryNetwork implements PeerNetwork {
  public final List<Sent> sent = new ArrayList<>();
  public final List<Asked> asked = new ArrayList<>();
  public final List<Misdeed> misdeeds = new ArrayList<>();
  private final List<Peer> peers = new ArrayList<>();
  private final Map<Long, Function<PeerMessage, Optional<PeerMessage>>> answers = new HashMap<>();
  private boolean full;
  private long nextId = 1;

  public record Sent(Peer peer, Lane lane, PeerMessage message) {}

  /** A question that waits for the test, or was answered at once. */
  public record Asked(Peer peer, PeerMessage question, CompletableFuture<PeerMessage> answer) {
    public void fail() {
      answer.completeExceptionally(new PeerRequestException("did not answer in time"));
    }
  }

  public record Misdeed(Peer peer, Misbehaviour what) {}

  public Peer connect(Optional<PublicKey> member) {
    long id = nextId++;
    byte[] seed = new byte[32];
    seed[0] = (byte) id;
    seed[1] = 99;
    var peer = new Peer(id, KeyPair.fromSeed(seed).publicKey(), member, "127.0.0.1:" + id, true);
    peers.add(peer);
    return peer;
  }

  public Peer connect() {
    return connect(Optional.empty());
  }

  public Peer connect(KeyPair member) {
    return connect(Optional.of(member.publicKey()));
  }

  public void disconnect(Peer peer) {
    peers.remove(peer);
  }

  /** From now on this peer answers so, at once; empty is no answer. */
  public void answers(Peer peer, Function<PeerMessage, Optional<PeerMessage>> answer) {
    answers.put(peer.id(), answer);
  }

  /** From now on nothing fits into any queue, or all does. */
  public void full(boolean isFull) {
    full = isFull;
  }

  public List<PeerMessage> sentTo(Peer peer) {
    return sent.stream().filter(each -> each.peer().equals(peer)).map(Sent::message).toList();
  }

  public List<Asked> askedOf(Peer peer) {
    return asked.stream().filter(each -> each.peer().equals(peer)).toList();
  }

  @Override
  public List<Peer> connected() {
    return List.copyOf(peers);
  }

  @Override
  public boolean send(Peer peer, Lane lane, PeerMessage message) {
    if (full) {
      return false;
    }
    sent.add(new Sent(peer, lane, message));
    return true;
  }

  @Override
  public CompletableFuture<PeerMessage> request(
      Peer peer, PeerMessage question, Duration deadline) {
    var one = new Asked(peer, question, new CompletableFuture<>());
    asked.add(one);
    var answer = answers.get(peer.id());
    if (answer != null) {
      answer.apply(question).ifPresentOrElse(one.answer()::complete, one::fail);
    }
    return one.answer();
  }

  @Override
  public void misbehaved(Peer peer, Misbehaviour what, String detail) {
    misdeeds.add(new Misdeed(peer, what));
  }
}
