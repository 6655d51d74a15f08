package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static io.timecoin.mempool.pool.PoolScene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was in the pool in another life comes back, or is concluded. */
class RecoveryTest {
  private final PoolScene scene = new PoolScene(PoolLimits.defaults().withSize(1, 100_000));

  private Optional<Refusal> readmit(Transaction transaction, long order) {
    return scene
        .mempool
        .recovery()
        .readmit(transaction, order, PoolScene.START - 60_000, PoolScene.client(), scene.time());
  }

  @Test
  void whatWasInIsInAgainBeyondTheLimitsAsItWasAndNobodyIsTold() {
    Transaction parent = scene.payment(scene.coin(COIN));
    Transaction child = scene.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE);
    assertThat(readmit(parent, 7)).isEmpty();
    assertThat(readmit(child, 9)).isEmpty();
    assertThat(readmit(child, 11)).isEmpty();
    assertThat(scene.mempool.drain()).isEmpty();
    assertThat(scene.mempool.pool().size()).isEqualTo(2);
    PoolEntry entry = scene.mempool.pool().byTxid(child.txid()).orElseThrow();
    assertThat(entry.order()).isEqualTo(9);
    assertThat(entry.sinceMillis()).isEqualTo(PoolScene.START - 60_000);
    assertThat(scene.mempool.pool().nextOrder()).isEqualTo(10);
  }

  @Test
  void whatCannotBeInIsNamedAndNeitherWaitsNorIsKept() {
    OutPoint coin = scene.coin(COIN);
    Transaction orphan = scene.payment(scene.payment(coin).outpoint(0));
    assertThat(readmit(orphan, 1).map(Refusal::code)).contains(RejectCode.UNKNOWN_INPUT);
    readmit(scene.payment(coin), 2);
    Transaction rival = scene.spend(List.of(coin), COIN - 2 * FEE);
    assertThat(readmit(rival, 3).map(Refusal::code)).contains(RejectCode.INPUT_LOCKED);
    assertThat(scene.mempool.body(orphan.wtxid())).isEmpty();
    assertThat(scene.mempool.body(rival.wtxid())).isEmpty();
    assertThat(scene.mempool.drain()).isEmpty();
  }

  @Test
  void whatAnotherInstanceLetGoLeavesWithItsDescendantsUntold() {
    Transaction parent = scene.payment(scene.coin(COIN));
    readmit(parent, 1);
    readmit(scene.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE), 2);
    scene.mempool.recovery().withdraw(parent.wtxid());
    assertThat(scene.mempool.pool().isEmpty()).isTrue();
    assertThat(scene.table.locks()).isZero();
    assertThat(scene.mempool.drain()).isEmpty();
  }

  @Test
  void aConclusionIsToldAndRemembered() {
    Transaction payment = scene.payment(scene.coin(COIN));
    var notice = new Submission(payment, PoolScene.client()).notice(new Outcome.Final(3));
    scene.mempool.recovery().conclude(notice, scene.now);
    assertThat(outcomes(scene.mempool.drain()))
        .containsEntry(payment.wtxid(), new Outcome.Final(3));
    assertThat(scene.mempool.recovery().endOfCopy(payment.wtxid(), scene.now)).contains(notice);
    assertThat(scene.outcome(payment)).isEqualTo(new Outcome.Final(3));
  }
}
