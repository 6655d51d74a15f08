package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operator puts forward or back: this node's order, and nobody's fee. */
class PrioritiesTest {
  private final PoolScene scene = new PoolScene();

  private Transaction paying(long fee) {
    Transaction payment = scene.spend(List.of(scene.coin(COIN)), COIN - fee);
    scene.submit(payment);
    return payment;
  }

  private void prioritise(Transaction transaction, long satoshi) {
    scene.prioritise(transaction.txid(), satoshi);
  }

  private List<Hash256> order() {
    return scene.mempool.pool().select(100, Long.MAX_VALUE, _ -> true).stream()
        .map(PoolEntry::txid)
        .toList();
  }

  private PoolEntry entry(Transaction transaction) {
    return scene.mempool.pool().byTxid(transaction.txid()).orElseThrow();
  }

  @Test
  void itMovesATransactionInTheOrderAndNotItsFee() {
    Transaction poor = paying(FEE);
    Transaction rich = paying(3 * FEE);
    assertThat(order()).containsExactly(rich.txid(), poor.txid());

    prioritise(poor, 4 * FEE);

    assertThat(order()).containsExactly(poor.txid(), rich.txid());
    assertThat(entry(poor).fee()).isEqualTo(FEE);
    assertThat(entry(poor).rankedFee()).isEqualTo(5 * FEE);
    assertThat(scene.mempool.pool().fees()).isEqualTo(4 * FEE);
    assertThat(scene.outcome(poor)).isEqualTo(new Outcome.Accepted(FEE));

    prioritise(poor, -10 * FEE);

    assertThat(order()).containsExactly(rich.txid(), poor.txid());
    assertThat(entry(poor).rankedFee()).isEqualTo(-5 * FEE);
  }

  @Test
  void aChildThatIsPutForwardLiftsItsParent() {
    Transaction rich = paying(3 * FEE);
    List<Transaction> chain = scene.chainOf(2);
    chain.forEach(scene::submit);

    prioritise(chain.get(1), 100 * FEE);

    assertThat(order()).containsExactly(chain.get(0).txid(), chain.get(1).txid(), rich.txid());
    assertThat(entry(chain.get(0)).descendantFee()).isEqualTo(102 * FEE);
    assertThat(entry(chain.get(0)).ancestorFee()).isEqualTo(FEE);
    assertThat(entry(chain.get(1)).ancestorFee()).isEqualTo(102 * FEE);
    assertThat(entry(chain.get(1)).ancestorCount()).isEqualTo(2);
    assertThat(entry(chain.get(0)).descendantCount()).isEqualTo(2);
  }

  @Test
  void itCountsForWhatComesLaterAndEndsWithFinality() {
    Transaction rich = paying(3 * FEE);
    Transaction late = scene.payment(scene.coin(COIN));
    prioritise(late, 5 * FEE);

    scene.submit(late);

    assertThat(order()).containsExactly(late.txid(), rich.txid());
    scene.finalise(late);
    assertThat(scene.mempool.pool().priorities().size()).isZero();
  }

  @Test
  void itDecidesWhoIsEvictedAndNotWhoIsLetIn() {
    PoolScene full = new PoolScene(PoolLimits.defaults().withSize(2, 1_000_000));
    Transaction cheap = full.payment(full.coin(COIN));
    Transaction dear = full.spend(List.of(full.coin(COIN)), COIN - 3 * FEE);
    full.submit(cheap);
    full.submit(dear);
    Transaction newcomer = full.payment(full.coin(COIN));
    full.prioritise(newcomer.txid(), 100 * FEE);
    // Its own priority does not let it in.
    assertThat(PoolScene.code(full.outcome(newcomer))).isEqualTo(RejectCode.MEMPOOL_FULL);

    full.prioritise(cheap.txid(), 9 * FEE);
    Transaction better = full.spend(List.of(full.coin(COIN)), COIN - 5 * FEE);

    assertThat(full.outcome(better)).isEqualTo(new Outcome.Accepted(5 * FEE));
    assertThat(full.mempool.pool().byTxid(cheap.txid())).isPresent();
    assertThat(full.mempool.pool().byTxid(dear.txid())).isEmpty();
  }

  @Test
  void oneThatIsPutBelowZeroIsTheFirstToGoAndRaisesNoFloor() {
    PoolScene full = new PoolScene(PoolLimits.defaults().withSize(1, 1_000_000));
    Transaction rich = full.spend(List.of(full.coin(COIN)), COIN - 30 * FEE);
    full.submit(rich);
    full.prioritise(rich.txid(), -Priorities.LARGEST);

    assertThat(full.outcome(full.payment(full.coin(COIN)))).isEqualTo(new Outcome.Accepted(FEE));

    assertThat(full.mempool.pool().byTxid(rich.txid())).isEmpty();
    assertThat(full.mempool.floorPerKilobyte(full.now)).isZero();
  }

  @Test
  void aChangeThatComesAgainChangesNothing() {
    Transaction one = paying(FEE);
    for (int i = 0; i < 3; i++) {
      scene.mempool.prioritise(7, one.txid(), 100, scene.now);
      scene.mempool.prioritise(8, one.txid(), 20, scene.now);
    }
    assertThat(entry(one).priority()).isEqualTo(120);
  }

  @Test
  void sumsStayWithinBounds() {
    Transaction one = paying(FEE);
    for (long satoshi : new long[] {Long.MAX_VALUE, Long.MAX_VALUE, Priorities.LARGEST}) {
      prioritise(one, satoshi);
      assertThat(entry(one).priority()).isEqualTo(Priorities.LARGEST);
    }
    prioritise(one, Long.MIN_VALUE);
    assertThat(entry(one).priority()).isEqualTo(-Priorities.LARGEST);
    prioritise(one, Priorities.LARGEST);
    assertThat(entry(one).priority()).isZero();
    assertThat(scene.mempool.pool().priorities().size()).isZero();
  }

  @Test
  void atMostSoManyAreKept() {
    List<Hash256> txids = new ArrayList<>();
    for (int i = 0; i <= Priorities.MOST; i++) {
      txids.add(new Hash256(i, 1, 2, 3));
      scene.prioritise(txids.getLast(), 1);
    }
    Priorities priorities = scene.mempool.pool().priorities();
    assertThat(priorities.size()).isEqualTo(Priorities.MOST);
    assertThat(priorities.of(txids.getLast())).isZero();
    scene.prioritise(txids.getFirst(), 1);
    assertThat(priorities.of(txids.getFirst())).isEqualTo(2);
  }

  @Test
  void itIsForgottenAfterItsTimeAlsoForWhatIsStillThere() {
    Transaction never = scene.payment(scene.coin(COIN));
    prioritise(never, FEE);
    scene.now += Priorities.AGE.toMillis() - 1;
    Transaction late = paying(FEE);
    prioritise(late, 2 * FEE);

    scene.expireAt(scene.now + 1);

    assertThat(scene.mempool.pool().priorities().all()).containsOnlyKeys(late.txid());
    scene.submit(never);
    assertThat(entry(never).priority()).isZero();
  }
}
