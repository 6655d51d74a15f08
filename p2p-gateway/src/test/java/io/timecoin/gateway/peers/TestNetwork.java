package io.timecoin.gateway.peers;

import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.gateway.peers.identity.PeerTls;
import io.timecoin.gateway.testing.RawPeer;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes nodes of one network that talk over real sockets of this machine. */
final class TestNetwork {
  static final PeerTiming TIMING =
      new PeerTiming(
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofMillis(50),
          Duration.ofMillis(400));

  private TestNetwork() {}

  static NodeKey key(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    seed[1] = 77;
    return new NodeKey(KeyPair.fromSeed(seed));
  }

  static LocalNode stranger(NodeKey key) {
    return local(key, Fixtures.GENESIS.hash(), Optional.empty());
  }

  /** Speaks for the committee's one member. */
  static LocalNode member(NodeKey key) {
    return local(key, Fixtures.GENESIS.hash(), Optional.of(statement(key, Fixtures.MEMBER)));
  }

  static NodeStatement statement(NodeKey key, KeyPair member) {
    return NodeStatement.sign(
        Fixtures.GENESIS.hash(), key.publicKey(), member, Instant.now().plus(Duration.ofDays(1)));
  }

  static LocalNode local(NodeKey key, Hash256 genesis, Optional<NodeStatement> statement) {
    return new LocalNode(
        Network.DEVNET,
        genesis,
        Fixtures.GENESIS.committee(),
        key,
        () -> statement,
        () -> new ChainEnd(7, Fixtures.GENESIS.hash()));
  }

  /** A good Hello of a peer that speaks for no member, to be spoilt. */
  static Hello.Builder rawHello(NodeKey key) {
    return RawPeer.hello(Network.DEVNET, Fixtures.GENESIS.hash(), key);
  }

  /** Listens on a port that the system chooses. */
  static PeerSettings listening(HostAndPort... connect) {
    return settings(Optional.of(new HostAndPort("127.0.0.1", 0)), PeerLimits.DEFAULT, connect);
  }

  /** Takes no connections. */
  static PeerSettings dialling(HostAndPort... connect) {
    return settings(Optional.empty(), PeerLimits.DEFAULT, connect);
  }

  static PeerSettings settings(
      Optional<HostAndPort> listen, PeerLimits limits, HostAndPort... connect) {
    return new PeerSettings(
        listen, Optional.empty(), List.of(connect), false, true, "test/1", TIMING, limits);
  }

  /** Those of a node that a flood of a few hundred messages exhausts. */
  static PeerLimits tight() {
    return new PeerLimits(
        8,
        4,
        2,
        8,
        8,
        4,
        Map.of(Lane.URGENT, 64 << 10, Lane.RELAY, 64 << 10, Lane.BULK, 256 << 10),
        12L << 20,
        4,
        0.01,
        Duration.ofMillis(300),
        Duration.ofSeconds(60));
  }

  /** A running node with what it was told. */
  static final class Node implements AutoCloseable {
    final PeerNode node;
    final Heard heard = new Heard();
    final CountingMeter meter = new CountingMeter();

    Node(LocalNode self, PeerSettings settings) {
      this(self, settings, new PeerTls(self.key(), Instant.now()));
    }

    Node(LocalNode self, PeerSettings settings, PeerTls tls) {
      node =
          new PeerNode(
              self,
              settings,
              new PeerNode.Tools(
                  tls,
                  List.of(heard),
                  meter,
                  InstantSource.system(),
                  System::nanoTime,
                  new Random(1)));
    }

    Node started() {
      try {
        node.start();
        return this;
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }

    HostAndPort address() {
      return new HostAndPort("127.0.0.1", node.port());
    }

    @Override
    public void close() {
      node.close();
    }
  }

  /** What a listener was told, in order. */
  static final class Heard implements PeerListener {
    private final List<String> events = new ArrayList<>();

    private synchronized void add(String event) {
      events.add(event);
    }

    synchronized List<String> events() {
      return List.copyOf(events);
    }

    @Override
    public void connected(Peer peer) {
      add("connected " + peer.member().isPresent());
    }

    @Override
    public void received(Peer peer, io.timecoin.protocol.proto.p2p.v1.PeerMessage message) {
      add(message.getContentCase() + " " + message.getRequestId());
      answer.answer(peer, message);
    }

    @Override
    public void status(Peer peer, long sequence, byte[] digest) {
      add("status " + sequence);
    }

    @Override
    public void disconnected(Peer peer) {
      add("disconnected");
    }

    volatile Answer answer = (_, _) -> {};
  }

  /** What a node's listener does with a message. */
  interface Answer {
    void answer(Peer peer, io.timecoin.protocol.proto.p2p.v1.PeerMessage message);
  }
}
