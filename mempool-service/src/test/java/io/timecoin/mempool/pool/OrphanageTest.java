package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static io.timecoin.mempool.pool.PoolScene.code;
import static io.timecoin.mempool.pool.PoolScene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Transactions that wait for an input that nobody here knows (PROTOCOL §5.4). */
class OrphanageTest {
  private final PoolScene scene = new PoolScene();

  @Test
  void anOrphanWaitsUntilItsParentIsAccepted() {
    Transaction parent = scene.payment(scene.coin(COIN));
    Transaction child = scene.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE);
    assertThat(scene.submit(child))
        .containsExactly(
            new PoolChange.Waits(child, scene.now, PoolScene.client()),
            new PoolChange.SpenderWanted(child.wtxid(), 0, parent.outpoint(0)));
    scene.mempool.admission().spenderFound(child.wtxid(), 0, Optional.empty(), scene.now);
    assertThat(outcomes(scene.mempool.drain()).get(child.wtxid()))
        .isInstanceOf(Outcome.Waiting.class);
    assertThat(outcomes(scene.submit(parent)).keySet())
        .containsExactly(parent.wtxid(), child.wtxid());
    assertThat(scene.mempool.orphans()).isZero();
  }

  @Test
  void anOrphanWaitsUntilItsParentIsFinal() {
    Transaction parent = scene.payment(scene.coin(COIN));
    Transaction child = scene.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE);
    scene.submit(child);
    assertThat(outcomes(scene.finalise(parent)))
        .containsEntry(child.wtxid(), new Outcome.Accepted(FEE));
  }

  @Test
  void theLedgerKnowsAnOlderSpender() {
    Transaction late = scene.payment(new OutPoint(new Hash256(9, 9, 9, 9), 0));
    scene.submit(late);
    var spender = new Spender.Final(new Hash256(7, 7, 7, 7), 42);
    scene.mempool.admission().spenderFound(late.wtxid(), 0, Optional.of(spender), scene.now);
    var refusal = ((Outcome.Rejected) outcomes(scene.mempool.drain()).get(late.wtxid())).refusal();
    assertThat(refusal.code()).isEqualTo(RejectCode.INPUT_SPENT);
    assertThat(refusal.otherTxid()).contains(spender.txid());
    assertThat(refusal.otherSequence()).isEqualTo(42);
  }

  @Test
  void theLedgerKnowsThatItIsFinalItself() {
    Transaction old = scene.payment(new OutPoint(new Hash256(9, 9, 9, 9), 0));
    scene.submit(old);
    var itself = Optional.of(new Spender.Final(old.txid(), 42));
    scene.mempool.admission().spenderFound(old.wtxid(), 0, itself, scene.now);
    assertThat(outcomes(scene.mempool.drain())).containsEntry(old.wtxid(), new Outcome.Final(42));
  }

  @Test
  void aLedgerThatDoesNotAnswerIsAskedAgain() {
    Transaction late = scene.payment(new OutPoint(new Hash256(9, 9, 9, 9), 0));
    var question = scene.submit(late).getLast();
    scene.mempool.admission().spenderUnanswered(late.wtxid());
    assertThat(outcomes(scene.mempool.drain()).get(late.wtxid()))
        .isInstanceOf(Outcome.Waiting.class);

    long due = scene.now + OpenQuestions.AGAIN_AFTER.toMillis();
    scene.mempool.admission().askAgain(due - 1);
    assertThat(scene.mempool.drain()).isEmpty();
    scene.mempool.admission().askAgain(due);
    assertThat(scene.mempool.drain()).containsExactly(question);
    // Its sender knows already that it waits.
    scene.mempool.admission().spenderUnanswered(late.wtxid());
    assertThat(scene.mempool.drain()).isEmpty();

    var itself = Optional.of(new Spender.Final(late.txid(), 42));
    scene.mempool.admission().spenderFound(late.wtxid(), 0, itself, due);
    assertThat(outcomes(scene.mempool.drain())).containsEntry(late.wtxid(), new Outcome.Final(42));
  }

  /** KillCampaignE2E, seed 3 of 2026-11-26: its sender heard nothing for three minutes. */
  @Test
  void aFirstAnswerThatIsLostDoesNotKeepItsSenderWaiting() {
    Transaction late = scene.payment(new OutPoint(new Hash256(9, 9, 9, 9), 0));
    scene.submit(late);
    long due = scene.now + OpenQuestions.AGAIN_AFTER.toMillis();
    scene.mempool.admission().askAgain(due);
    scene.mempool.drain();

    scene.mempool.admission().spenderUnanswered(late.wtxid());

    assertThat(outcomes(scene.mempool.drain()).get(late.wtxid()))
        .isInstanceOf(Outcome.Waiting.class);
  }

  @Test
  void anOrphanThatTheLedgerHasAnsweredIsNotAskedAboutAgain() {
    Transaction unknown = scene.payment(new OutPoint(new Hash256(9, 9, 9, 9), 0));
    scene.submit(unknown);
    scene.mempool.admission().spenderFound(unknown.wtxid(), 0, Optional.empty(), scene.now);
    scene.mempool.drain();
    scene.mempool.admission().askAgain(scene.now + Duration.ofMinutes(4).toMillis());
    assertThat(scene.mempool.drain()).isEmpty();
  }

  @Test
  void anOrphanEndsAfterFiveMinutes() {
    Transaction orphan = scene.payment(new OutPoint(new Hash256(9, 9, 9, 9), 0));
    scene.submit(orphan);
    long end = scene.now + Duration.ofMinutes(5).toMillis();
    assertThat(scene.expireAt(end - 1)).isEmpty();
    assertThat(code(outcomes(scene.expireAt(end)).get(orphan.wtxid())))
        .isEqualTo(RejectCode.UNKNOWN_INPUT);
  }

  @Test
  void onePeerHoldsItsShareOnly() {
    var limits = PoolLimits.defaults();
    for (int i = 0; i < limits.orphans() / PoolLimits.PEER_SHARE; i++) {
      scene.submit(scene.payment(new OutPoint(new Hash256(9, 9, 9, i), 0)), PoolScene.peer(1));
    }
    Transaction one = scene.payment(new OutPoint(new Hash256(8, 8, 8, 8), 0));
    var refused = outcomes(scene.submit(one, PoolScene.peer(1))).get(one.wtxid());
    assertThat(code(refused)).isEqualTo(RejectCode.ORPHAN_LIMIT);
    assertThat(scene.submit(one, PoolScene.peer(2)))
        .hasExactlyElementsOfTypes(PoolChange.Waits.class, PoolChange.SpenderWanted.class);
  }

  @Test
  void whatAParentInThePoolDoesNotCreateNeverComes() {
    Transaction parent = scene.payment(scene.coin(COIN));
    scene.submit(parent);
    Transaction child = scene.spend(List.of(new OutPoint(parent.txid(), 5)), COIN - 2 * FEE);
    assertThat(code(scene.outcome(child))).isEqualTo(RejectCode.UNKNOWN_INPUT);
  }
}
