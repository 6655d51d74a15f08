package io.timecoin.mempool.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is news to peers: each copy once, and not again after a restart. */
class NodeRelayTest {
  private final TestChain chain = TestChain.ofMembers(1);
  private final NodeScene scene = new NodeScene(chain);

  private static List<Hash256> news(Turn turn) {
    return turn.changes().stream()
        .filter(change -> change instanceof PoolChange.Entered entered && entered.news())
        .map(change -> ((PoolChange.Entered) change).entry().wtxid())
        .toList();
  }

  @Test
  void anAdmittedTransactionIsNewsOnce() {
    MempoolNode node = scene.active();
    Transaction payment = scene.payment(0);
    assertThat(news(scene.submit(node, payment))).containsExactly(payment.wtxid());
    assertThat(news(scene.submit(node, payment))).isEmpty();
  }

  @Test
  void oneThatComesBackAfterItsTimeIsNoNews() {
    MempoolNode node = scene.active();
    Transaction payment = scene.payment(0);
    scene.submit(node, payment);
    scene.now += PoolLimits.defaults().expiry().toMillis();
    node.tick();
    scene.endTurn(node);
    Turn again = scene.submit(node, payment);
    assertThat(again.changes()).singleElement().isInstanceOf(PoolChange.Entered.class);
    assertThat(news(again)).isEmpty();
  }

  @Test
  void whatTheJournalBringsBackIsNoNews() {
    Transaction payment = scene.payment(0);
    scene.submit(scene.active(), payment);
    MempoolNode second = scene.active();
    assertThat(second.mempool().pool().size()).isEqualTo(1);
    assertThat(news(scene.endTurn(second))).isEmpty();
  }

  @Test
  void whatTheLedgerLetsComeBackIsNoNews() {
    // The payment stands on a microblock that the second life lacks at its take-over.
    Transaction parent = scene.payment(0);
    NodeScene behind = new NodeScene(TestChain.ofMembers(1));
    MempoolNode first = scene.active();
    first.finalised(chain.append(parent));
    Transaction child = scene.childOf(parent);
    scene.submit(first, child);

    MempoolNode second = behind.follower();
    scene.journal.forEach(second::journalled);
    List<UnknownEnd> unknown = scene.takeOver(second);
    assertThat(unknown).hasSize(1);
    unknown.getFirst().answered(Optional.empty());
    scene.endTurn(second);
    second.finalised(chain.microblocks().getFirst());
    Turn turn = scene.endTurn(second);
    assertThat(turn.changes().getLast()).isInstanceOf(PoolChange.Entered.class);
    assertThat(news(turn)).isEmpty();
  }

  @Test
  void anOrphanThatWaitedThroughARestartIsNewsWhenItComesIn() {
    Transaction parent = scene.payment(0);
    Transaction child = scene.childOf(parent);
    assertThat(news(scene.submit(scene.active(), child))).isEmpty();
    MempoolNode second = scene.active();
    assertThat(news(scene.submit(second, parent))).containsExactly(parent.wtxid(), child.wtxid());
  }

  @Test
  void aStandbySaysNothing() {
    MempoolNode node = scene.active();
    scene.submit(node, scene.payment(0));
    MempoolNode standby = scene.follower();
    scene.journal.forEach(standby::journalled);
    assertThat(standby.endTurn().isEmpty()).isTrue();
  }
}
