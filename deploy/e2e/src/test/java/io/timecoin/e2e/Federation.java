package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.suite.Agreement;
import io.timecoin.devnet.suite.Agreement.Tip;
import io.timecoin.devnet.suite.Masternode;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.crypto.Hash256;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between masternodes of a devnet, whatever has happened before. */
record Federation(List<Node> nodes) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** All masternodes of a devnet. */
  Federation(RunningDevnet devnet) {
    this(devnet.nodes());
  }

  /** Returns the last microblock once all have the same one. */
  Tip awaitSame() {
    return awaitSame(0);
  }

  /** As above, of this sequence or a later one. */
  Tip awaitSame(long sequence) {
    return Agreement.await(masternodes(), sequence);
  }

  private List<Masternode> masternodes() {
    return nodes.stream().map(Node::masternode).toList();
  }

  /** Returns when each of these knows of this sequence. */
  static void await(List<Node> nodes, long sequence, Duration limit) {
    Poll.untilTrue(
        "sequence " + sequence + " everywhere",
        limit,
        () -> nodes.stream().allMatch(node -> node.sequence() >= sequence));
  }

  /**
   * Everything: one digest per sequence, certified and valid from genesis on, on every masternode;
   * each ledger holds what its stream says, its money adds up, and all commitments are the same.
   */
  void assertAgreed() throws Exception {
    awaitSame();
    var digests = new HashMap<Long, Hash256>();
    var seals = new HashMap<Long, Set<BlockHeader>>();
    long common = Long.MAX_VALUE;
    for (Node node : nodes) {
      PublicStream published = PublicStream.of(node);
      published.theVerifiedStreamEndsWithTheUtxoSetOfPostgresql();
      published.theCommitmentOverPostgresqlIsTheStreams();
      published.moneyAddsUp();
      for (CertifiedMicroblock microblock : published.stream().microblocks()) {
        compare(node, microblock, digests);
        microblock
            .header()
            .seal()
            .ifPresent(
                seal -> seals.computeIfAbsent(seal.height(), _ -> new HashSet<>()).add(seal));
      }
      common = Math.min(common, published.ledger().sequence());
    }
    assertThat(common).isPositive();
    assertThat(seals.values()).allMatch(each -> each.size() == 1);
    assertSameCommitmentAt(common);
  }

  private static void compare(
      Node node, CertifiedMicroblock microblock, Map<Long, Hash256> digests) {
    long sequence = microblock.header().sequence();
    Hash256 own = microblock.header().digest();
    Hash256 first = digests.putIfAbsent(sequence, own);
    assertThat(own)
        .as("digest at sequence %d on masternode %d", sequence, node.number())
        .isEqualTo(first == null ? own : first);
  }

  private void assertSameCommitmentAt(long sequence) {
    Set<Hash256> commitments = new HashSet<>();
    for (Node node : nodes) {
      commitments.add(node.devnet().verified(node).commitmentAt(sequence));
    }
    assertThat(commitments).as("commitments after sequence %d", sequence).hasSize(1);
  }

  /** Returns when every transaction is final on every masternode. */
  void awaitFinalEverywhere(Set<Hash256> txids) {
    for (Node node : nodes) {
      Poll.untilTrue(
          "%d payments final on masternode %d".formatted(txids.size(), node.number()),
          LIMIT,
          () -> ChainStream.read(node).txids().containsAll(txids));
    }
  }
}
