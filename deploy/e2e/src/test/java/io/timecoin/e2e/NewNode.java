package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.suite.KeyFiles;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.lthash.LtHash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A masternode that has its keys and nothing else follows a long chain, which grows meanwhile, up
 * to its end. The others are played: they serve over real TLS what a quorum of their keys has
 * decided. How fast it is, is told.
 */
abstract class NewNode {
  private static final int NEW = 4;

  /** Others by hand: {@code -Dtest.microblocks=20000 -Dtest.payments=100}. */
  private static final int PAYMENTS_EACH = Integer.getInteger("test.payments", 10);

  private static final int MICROBLOCKS =
      Integer.getInteger("test.microblocks", Boolean.getBoolean("test.full") ? 4_000 : 1_000);

  private static final Duration SYNC_LIMIT = Duration.ofMinutes(10);
  private static final Duration GROWS_EVERY = Duration.ofMillis(200);

  private final RunningDevnet devnet;
  private final Node node;

  NewNode(RunningDevnet devnet) {
    this.devnet = devnet;
    this.node = devnet.node(NEW);
  }

  static List<Boolean> slowPeers() {
    return Boolean.getBoolean("test.full") ? List.of(false, true) : List.of(true);
  }

  @ParameterizedTest(name = "with a peer of a kilobyte a second: {0}")
  @MethodSource("slowPeers")
  void followsALongChainThatGrows(boolean slowPeer) throws Exception {
    devnet.nodes().forEach(Node::kill);
    var chain =
        new LongChain(ChainStream.read(devnet.node(1)), devnet.devnet().keys().wallet(), keys());
    chain.grow(MICROBLOCKS, PAYMENTS_EACH);
    long wanted = chain.lastSequence();
    devnet.note("the chain to follow ends at sequence " + wanted);
    EmptiedNode.empty(node);
    node.start();

    List<ChainPeer> peers = connect(chain, slowPeer);
    long begin = System.nanoTime();
    var grown = new AtomicBoolean();
    Thread load = Thread.ofPlatform().start(() -> grow(chain, grown));
    try {
      Federation.await(List.of(node), wanted, SYNC_LIMIT);
      tell(slowPeer, wanted, Duration.ofNanos(System.nanoTime() - begin), peers);
    } finally {
      grown.set(true);
      load.join();
    }
    Federation.await(List.of(node), chain.lastSequence(), SYNC_LIMIT);
    assertSame(chain);
    for (ChainPeer peer : peers) {
      peer.close();
    }
  }

  private List<KeyPair> keys() {
    return devnet.nodes().stream()
        .filter(other -> other.number() != NEW)
        .map(other -> KeyFiles.read(other.masternode().folder().keys().resolve("consensus.key")))
        .toList();
  }

  private List<ChainPeer> connect(LongChain chain, boolean slowPeer) throws IOException {
    List<ChainPeer> peers = new ArrayList<>();
    for (KeyPair key : keys()) {
      var member = new Impostor(devnet.genesis().hash(), Optional.of(key));
      peers.add(ChainPeer.connect(chain, member, node, false));
    }
    if (slowPeer) {
      var stranger = new Impostor(devnet.genesis().hash(), Optional.empty());
      peers.add(ChainPeer.connect(chain, stranger, node, true));
    }
    return peers;
  }

  private static void grow(LongChain chain, AtomicBoolean grown) {
    while (!grown.get()) {
      chain.grow(1, PAYMENTS_EACH);
      Waiting.pause(GROWS_EVERY);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void tell(boolean slowPeer, long sequences, Duration took, List<ChainPeer> peers) {
    double seconds = took.toMillis() / 1_000.0;
    System.out.printf(
        "new node, with a slow peer %s: %d microblocks of %d payments in %.1f s: %.0f payments/s;"
            + " microblocks served %s%n",
        slowPeer,
        sequences,
        PAYMENTS_EACH,
        seconds,
        sequences * PAYMENTS_EACH / seconds,
        peers.stream().map(ChainPeer::served).toList());
  }

  /** Its gateway, its ledger and what its ledger holds are the chain's. */
  private void assertSame(LongChain chain) throws Exception {
    Poll.untilTrue(
        "all of it in the ledger",
        SYNC_LIMIT,
        () -> LedgerSnapshot.sequenceOf(node.database()) == chain.lastSequence());
    assertThat(node.gateway().call("getblockchaininfo").path("digest").asText())
        .isEqualTo(chain.lastDigest().toString());
    var recomputed = new LtHash();
    LedgerSnapshot.of(node.database()).utxos().forEach(recomputed::add);
    assertThat(recomputed.commitment()).isEqualTo(chain.commitment());
  }
}
