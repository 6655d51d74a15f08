package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static io.timecoin.mempool.pool.PoolScene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.utxo.UtxoState;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What finality does to the winner, its rivals and their relatives (PROTOCOL §5.1). */
class SettlementTest {
  private final PoolScene scene = new PoolScene();

  @Test
  void aWinnerAbortsTheLoserWithItsDescendantsAndFreesTheirOtherInputs() {
    OutPoint contested = scene.coin(COIN);
    OutPoint other = scene.coin(COIN);
    OutPoint third = scene.coin(COIN);
    Transaction loser = scene.spend(List.of(contested, other), 2 * COIN - 2 * FEE);
    Transaction child = scene.spend(List.of(loser.outpoint(0), third), 3 * COIN - 5 * FEE);
    scene.submit(loser);
    scene.submit(child);
    Transaction winner = scene.payment(contested);
    var outcomes = outcomes(scene.finalise(winner));
    var aborted = new Outcome.Aborted(winner.txid(), 1);
    assertThat(outcomes)
        .containsEntry(loser.wtxid(), aborted)
        .containsEntry(child.wtxid(), aborted);
    assertThat(scene.table.state(other)).isEqualTo(new UtxoState.Unspent());
    assertThat(scene.table.state(third)).isEqualTo(new UtxoState.Unspent());
    assertThat(scene.table.state(loser.outpoint(0))).isEqualTo(new UtxoState.Absent());
    assertThat(scene.table.state(contested))
        .isEqualTo(new UtxoState.SpentFinalized(winner.txid(), 1));
    assertThat(scene.mempool.pool().isEmpty()).isTrue();
  }

  @Test
  void aChildStaysWhenItsParentIsFinal() {
    List<Transaction> chain = scene.chainOf(2);
    chain.forEach(scene::submit);
    var outcomes = outcomes(scene.finalise(chain.get(0)));
    assertThat(outcomes).containsEntry(chain.get(0).wtxid(), new Outcome.Final(1));
    assertThat(scene.mempool.pool().byTxid(chain.get(1).txid())).isPresent();
    assertThat(scene.table.state(chain.get(0).outpoint(0)))
        .isEqualTo(new UtxoState.Locked(chain.get(1).txid(), scene.now, true));
  }

  @Test
  void aFinalCopyIsTheFinalityOfTheOneInThePool() {
    Transaction payment = scene.payment(scene.coin(COIN));
    scene.submit(payment);
    assertThat(outcomes(scene.finalise(PoolScene.copyOf(payment))))
        .containsEntry(payment.wtxid(), new Outcome.Final(1));
  }

  @Test
  void aRivalThatWasRefusedIsToldItsFinality() {
    OutPoint coin = scene.coin(COIN);
    Transaction first = scene.payment(coin);
    Transaction rival = scene.spend(List.of(coin), COIN - 2 * FEE);
    scene.submit(first);
    scene.submit(rival);
    assertThat(outcomes(scene.finalise(rival)))
        .containsEntry(first.wtxid(), new Outcome.Aborted(rival.txid(), 1))
        .containsEntry(rival.wtxid(), new Outcome.Final(1));
  }

  @Test
  void whoNeverWasHereIsNotSpokenOf() {
    assertThat(scene.finalise(scene.payment(scene.coin(COIN)))).isEmpty();
  }

  @Test
  void theEndIsRemembered() {
    Transaction payment = scene.payment(scene.coin(COIN));
    scene.submit(payment);
    scene.finalise(payment);
    assertThat(scene.mempool.lastNotice(payment.txid(), scene.now))
        .get()
        .extracting("outcome", InstanceOfAssertFactories.type(Outcome.class))
        .isEqualTo(new Outcome.Final(1));
  }
}
