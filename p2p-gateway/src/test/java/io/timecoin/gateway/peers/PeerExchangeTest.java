package io.timecoin.gateway.peers;

import static io.timecoin.gateway.peers.PeerNodeTest.await;
import static io.timecoin.gateway.peers.TestNetwork.key;
import static io.timecoin.gateway.peers.TestNetwork.member;
import static io.timecoin.gateway.peers.TestNetwork.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.peers.TestNetwork.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers found by exchange, over real connections. */
class PeerExchangeTest {
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void closeAll() {
    nodes.forEach(Node::close);
  }

  private Node start(LocalNode self, PeerSettings settings) {
    Node node = new Node(self, settings);
    nodes.add(node);
    return node.started();
  }

  private static void awaitPeers(Node node, int count) {
    await(count + " peers", () -> node.node.connected().size() == count);
  }

  @Test
  void peersAreFoundByExchange() {
    Node one = start(member(key(1)), discovering());
    Node two = start(stranger(key(2)), discovering(one.address()));
    awaitPeers(two, 1);
    // Three knows one only; of two it learns.
    Node three = start(stranger(key(3)), discovering(two.address()));

    awaitPeers(three, 2);
    assertThat(three.node.connected())
        .extracting(Peer::nodeKey)
        .containsExactlyInAnyOrder(key(1).publicKey(), key(2).publicKey());
    awaitPeers(one, 2);
    PeerNodeTest.sleep(500);
    assertThat(three.node.connections()).isEqualTo(2);
  }

  private static PeerSettings discovering(HostAndPort... connect) {
    return new PeerSettings(
        Optional.of(new HostAndPort("127.0.0.1", 0)),
        Optional.empty(),
        List.of(connect),
        true,
        true,
        "test/1",
        TestNetwork.TIMING,
        PeerLimits.DEFAULT);
  }
}
