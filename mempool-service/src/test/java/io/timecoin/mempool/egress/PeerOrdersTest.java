package io.timecoin.mempool.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.node.Turn;
import io.timecoin.mempool.node.VerifiedItem;
import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.proposal.BodyFetch;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.utxo.OutPointHash;
import io.timecoin.mempool.utxo.PackedUtxoTable;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.proto.internal.v1.PeerOrder;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerOrdersTest {
  private static final PublicKey PEER = TestKeys.wallet(3).publicKey();

  private final TestChain chain = TestChain.ofMembers(1);
  private final MempoolNode node = activeNode();

  private MempoolNode activeNode() {
    var table = new PackedUtxoTable(OutPointHash.drawn(new Random(1)), 1_000);
    chain.state().unspent().forEach(table::create);
    InstantSource clock = () -> Instant.ofEpochMilli(chain.tip().timeMillis() + 1_000);
    var made =
        new MempoolNode(
            new ChainRules(chain.genesis()),
            new FinalState(table, chain.state().commitment(), chain.tip()),
            PoolLimits.defaults(),
            clock,
            clock,
            Duration.ZERO);
    made.activate(1);
    return made;
  }

  private Turn submit(OriginKind kind, Transaction... transactions) {
    var origin = Origin.newBuilder().setKind(kind);
    if (kind == OriginKind.ORIGIN_KIND_PEER) {
      origin.setPeer(bytes(PEER));
    }
    var provenance = new Provenance(origin.build(), 0, 0);
    for (Transaction transaction : transactions) {
      node.verified(List.of(new VerifiedItem.Good(new Submission(transaction, provenance))), 1);
    }
    return node.endTurn();
  }

  private Transaction payment(int wallet) {
    return chain.pay(chain.wallet(wallet), chain.walletAddress(9), 700_000_000);
  }

  private static ByteString bytes(PublicKey key) {
    return ByteString.copyFrom(key.toByteArray());
  }

  private static ByteString bytes(Transaction transaction) {
    return ByteString.copyFrom(transaction.encode());
  }

  @Test
  void whatIsAdmittedIsRelayedBySource() {
    Transaction first = payment(0);
    Transaction second = payment(1);
    Transaction third = payment(2);
    List<Turn> turns =
        List.of(
            submit(OriginKind.ORIGIN_KIND_CLIENT, first),
            submit(OriginKind.ORIGIN_KIND_PEER, second),
            submit(OriginKind.ORIGIN_KIND_CLIENT, third));
    List<PeerOrder> orders = PeerOrders.of(turns, true, 77);
    assertThat(orders).hasSize(2).allMatch(order -> order.getAtMillis() == 77);
    assertThat(orders.getFirst().getRelay().getSourcePeer().isEmpty()).isTrue();
    assertThat(orders.getFirst().getRelay().getTransactionsList())
        .containsExactly(bytes(first), bytes(third));
    assertThat(orders.getLast().getRelay().getSourcePeer()).isEqualTo(bytes(PEER));
    assertThat(orders.getLast().getRelay().getTransactionsList()).containsExactly(bytes(second));
    assertThat(PeerOrders.of(turns, false, 77)).isEmpty();
  }

  @Test
  void whatIsRefusedKnownOrSyncedIsNotRelayed() {
    Transaction admitted = payment(0);
    submit(OriginKind.ORIGIN_KIND_CLIENT, admitted);
    Transaction rival = chain.pay(chain.wallet(0), chain.walletAddress(9), 600_000_000);
    Turn again = submit(OriginKind.ORIGIN_KIND_PEER, admitted, rival);
    Turn synced = submit(OriginKind.ORIGIN_KIND_SYNC, payment(1));
    assertThat(again.changes()).hasSize(2);
    assertThat(PeerOrders.of(List.of(again, synced), true, 0)).isEmpty();
  }

  @Test
  void eachRelayIsBelowOneMebibyte() {
    // Each spends an output of the one that a first payment splits into.
    List<Transaction> many = new ArrayList<>();
    for (int wallet = 0; wallet < 8; wallet++) {
      Transaction next =
          chain.pay(chain.wallet(wallet), chain.walletAddress(wallet), 99_000_000_000L);
      for (int i = 0; i < 20; i++) {
        many.add(next);
        List<UnspentOutput> outputs = UnspentOutput.createdBy(next, 1, false).subList(0, 1);
        next =
            chain.pay(
                chain.wallet(wallet),
                outputs,
                chain.walletAddress(wallet),
                99_000_000_000L - 200_000_000L * (i + 1));
      }
    }
    Turn turn = submit(OriginKind.ORIGIN_KIND_CLIENT, many.toArray(Transaction[]::new));
    // The same turn many times over stands for many transactions.
    int times = 40;
    List<PeerOrder> orders = PeerOrders.of(Collections.nCopies(times, turn), true, 0);
    assertThat(orders).hasSizeGreaterThan(1);
    assertThat(orders).allMatch(order -> order.getSerializedSize() < 1 << 20);
    assertThat(orders.stream().mapToInt(order -> order.getRelay().getTransactionsCount()).sum())
        .isEqualTo(times * many.size());
  }

  @Test
  void whatIsMissingIsFetched() {
    var wtxid = new Hash256(1, 2, 3, 4);
    var fetch = new BodyFetch(List.of(wtxid), List.of(PEER));
    var turn = new Turn(1, 0, List.of(), List.of(), List.of(), List.of(fetch));
    assertThat(PeerOrders.of(List.of(turn), false, 5))
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.getFetchTransactions().getWtxidsList())
                  .containsExactly(ByteString.copyFrom(wtxid.toByteArray()));
              assertThat(order.getFetchTransactions().getPeersList()).containsExactly(bytes(PEER));
            });
  }

  @Test
  void theLargestFetchFitsIntoARecord() {
    var fetch = new BodyFetch(Collections.nCopies(10_000, new Hash256(1, 2, 3, 4)), List.of(PEER));
    var turn = new Turn(1, 0, List.of(), List.of(), List.of(), List.of(fetch));
    assertThat(PeerOrders.of(List.of(turn), true, 5).getFirst().getSerializedSize())
        .isLessThan(Topic.P2P_OUTBOUND.largestRecordBytes());
  }
}
