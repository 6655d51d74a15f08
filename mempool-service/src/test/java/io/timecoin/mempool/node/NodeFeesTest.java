package io.timecoin.mempool.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.fees.FeeEstimate;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.pool.TrialVerdict;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the node tells of fees, and what it does with its operator's word. */
class NodeFeesTest {
  private final NodeScene scene = new NodeScene(TestChain.ofMembers(1));
  private final MempoolNode node = scene.active();

  private void finalise(Transaction payment, long tookMillis) {
    scene.submit(node, payment);
    scene.now += tookMillis;
    assertThat(node.finalised(scene.chain.append(payment))).isTrue();
    scene.endTurn(node);
  }

  @Test
  void itKnowsWhatToPayFromTheMicroblocksThatItHasSeen() {
    for (int wallet = 0; wallet < 5; wallet++) {
      assertThat(node.estimateFee(1)).isInstanceOf(FeeEstimate.Unknown.class);
      finalise(scene.payment(wallet), 40);
    }
    assertThat(node.estimateFee(1)).isEqualTo(new FeeEstimate.Rate(Limits.MINIMUM_FEE, 1));
    assertThat(node.estimateFee(30)).isEqualTo(new FeeEstimate.Rate(Limits.MINIMUM_FEE, 30));
    scene.submit(node, scene.payment(6));
    scene.now += 7_000;
    // Nothing has become final meanwhile, and no fee makes it.
    assertThat(node.estimateFee(1)).isEqualTo(new FeeEstimate.Rate(Limits.MINIMUM_FEE, 8));
  }

  @Test
  void itTellsWhatWouldBecomeOfATransactionAndDoesNotTakeItIn() {
    Transaction payment = scene.payment(0);
    assertThat(node.trial(List.of(payment)).getFirst()).isInstanceOf(TrialVerdict.Allowed.class);
    assertThat(scene.endTurn(node).isEmpty()).isTrue();
    scene.submit(node, payment);
    assertThat(node.trial(List.of(payment)).getFirst()).isInstanceOf(TrialVerdict.Allowed.class);
  }

  @Test
  void theOperatorsWordOutlivesTheNodeBecauseItIsReadAgain() {
    Transaction payment = scene.payment(0);
    scene.submit(node, payment);
    node.prioritise(1, payment.txid(), 5_000);
    assertThat(ranked(node, payment)).isEqualTo(5_000);

    node.deactivate();
    scene.journal.forEach(node::journalled);
    scene.takeOver(node);
    assertThat(ranked(node, payment)).isEqualTo(5_000);

    // Another instance may read the topic before the journal, or after it.
    MempoolNode later = scene.follower();
    later.prioritise(1, payment.txid(), 5_000);
    scene.journal.forEach(later::journalled);
    scene.takeOver(later);
    assertThat(ranked(later, payment)).isEqualTo(5_000);
    MempoolNode last = scene.active();
    last.prioritise(1, payment.txid(), 5_000);
    assertThat(ranked(last, payment)).isEqualTo(5_000);
  }

  private static long ranked(MempoolNode of, Transaction payment) {
    PoolEntry entry = of.mempool().pool().byTxid(payment.txid()).orElseThrow();
    return entry.rankedFee() - entry.fee();
  }
}
