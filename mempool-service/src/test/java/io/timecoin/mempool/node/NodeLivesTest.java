package io.timecoin.mempool.node;

import static io.timecoin.mempool.node.NodeScene.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What outlives a life: restart, take-over, stand-by. */
class NodeLivesTest {
  private final NodeScene scene = new NodeScene(TestChain.ofMembers(1));
  private final TestChain chain = scene.chain;

  @Test
  void anAcceptedPaymentStaysAcceptedAfterARestart() {
    MempoolNode first = scene.active();
    Transaction payment = scene.payment(0);
    scene.submit(first, payment);
    long since = scene.now;
    scene.now += 60_000;
    MempoolNode second = scene.active();
    assertThat(second.epoch()).isEqualTo(2);
    var entry = second.mempool().pool().byTxid(payment.txid()).orElseThrow();
    assertThat(entry.sinceMillis()).isEqualTo(since);
    assertThat(second.journal().verifiedOffset()).hasValue(1);
    Transaction rival = scene.payment(0, 600_000_000);
    scene.submit(second, rival);
    assertThat(scene.told.get(rival.wtxid())).isInstanceOf(Outcome.Rejected.class);
    second.proposals().want(scene.draftRequest(0));
    assertThat(draft(scene.endTurn(second)).transactions()).containsExactly(payment);
  }

  @Test
  void whatBecameFinalWhileNobodyCouldTellIsToldByTheStandby() {
    MempoolNode first = scene.active();
    Transaction payment = scene.payment(0);
    Transaction loser = scene.payment(1);
    scene.submit(first, payment, loser);
    MempoolNode standby = scene.follower();
    scene.journal.forEach(standby::journalled);
    Transaction winner = scene.payment(1, 600_000_000);
    assertThat(standby.finalised(chain.append(payment, winner))).isTrue();
    assertThat(standby.endTurn().changes()).isEmpty();
    scene.takeOver(standby);
    scene.endTurn(standby);
    assertThat(scene.told)
        .containsEntry(payment.wtxid(), new Outcome.Final(1))
        .containsEntry(loser.wtxid(), new Outcome.Aborted(winner.txid(), 1));
    assertThat(standby.journal().open()).isEmpty();
  }

  @Test
  void whatBecameFinalBeforeTheSnapshotIsAskedOfTheLedger() {
    MempoolNode first = scene.active();
    Transaction payment = scene.payment(0);
    Transaction loser = scene.payment(1);
    scene.submit(first, payment, loser);
    Transaction winner = scene.payment(1, 600_000_000);
    chain.append(payment, winner);
    MempoolNode second = scene.follower();
    scene.journal.forEach(second::journalled);
    List<UnknownEnd> unknown = scene.takeOver(second);
    assertThat(unknown).hasSize(2);
    for (UnknownEnd end : unknown) {
      end.answered(chain.state().spender(end.outpoint()).map(Spender.Final.class::cast));
    }
    scene.endTurn(second);
    assertThat(scene.told)
        .containsEntry(payment.wtxid(), new Outcome.Final(1))
        .containsEntry(loser.wtxid(), new Outcome.Aborted(winner.txid(), 1));
    assertThat(second.journal().open()).isEmpty();
  }

  /** Whoever decided it may have died between its journal and tx.status. */
  @Test
  void anEndInTheJournalIsToldAgainAndRemembered() {
    MempoolNode first = scene.active();
    Transaction payment = scene.payment(0);
    Transaction again = scene.payment(1);
    scene.submit(first, payment, again);
    scene.now += PoolLimits.defaults().expiry().toMillis();
    first.tick();
    scene.endTurn(first);
    scene.submit(first, again);
    assertThat(scene.told.get(again.wtxid())).isInstanceOf(Outcome.Accepted.class);
    scene.told.clear();

    MempoolNode second = scene.active();
    scene.endTurn(second);

    assertThat(scene.told).containsOnly(Map.entry(payment.wtxid(), new Outcome.Expired()));
    assertThat(second.mempool().lastNotice(payment.wtxid(), scene.now).orElseThrow().outcome())
        .isEqualTo(new Outcome.Expired());
    assertThat(second.mempool().pool().byTxid(again.txid())).isPresent();
  }

  @Test
  void aStandbyThatReadsTheJournalBeforeTheChainCatchesUp() {
    MempoolNode first = scene.active();
    MempoolNode standby = scene.follower();
    CertifiedMicroblock one = chain.append(scene.payment(0));
    first.finalised(one);
    scene.now = chain.tip().timeMillis() + 10;
    Transaction change = scene.payment(0);
    scene.submit(first, change);
    scene.journal.forEach(standby::journalled);
    assertThat(standby.mempool().pool().isEmpty()).isTrue();
    standby.finalised(one);
    assertThat(standby.mempool().pool().byTxid(change.txid())).isPresent();
  }

  @Test
  void aReplacedInstanceNoticesAndFollowsAgain() {
    MempoolNode first = scene.active();
    scene.submit(first, scene.payment(0));
    MempoolNode second = scene.active();
    var opening = scene.journal.getLast();
    assertThat(first.journalled(opening)).isFalse();
    first.deactivate();
    scene.journal.forEach(first::journalled);
    assertThat(first.isActive()).isFalse();
    assertThat(first.mempool().pool().size()).isEqualTo(1);
    assertThat(second.isActive()).isTrue();
  }

  @Test
  void recordsOfAReplacedWriterAreVoid() {
    MempoolNode first = scene.active();
    MempoolNode second = scene.active();
    Transaction late = scene.payment(0);
    scene.submit(first, late);
    second.journalled(scene.journal.getLast());
    MempoolNode third = scene.active();
    assertThat(third.mempool().pool().isEmpty()).isTrue();
    assertThat(third.epoch()).isEqualTo(3);
  }

  @Test
  void oldEntriesAreCarriedForwardSoThatTheJournalCanBeCut() {
    MempoolNode node = scene.active();
    Transaction payment = scene.payment(0);
    scene.submit(node, payment);
    assertThat(node.journal().firstUsefulOffset()).hasValue(1);
    scene.now += 61_000;
    node.tick();
    assertThat(scene.endTurn(node).carried()).hasSize(1);
    assertThat(node.journal().firstUsefulOffset()).hasValue(2);
    node.tick();
    assertThat(scene.endTurn(node).carried()).isEmpty();
    scene.journal.subList(0, 2).clear();
    assertThat(scene.active().mempool().pool().byTxid(payment.txid())).isPresent();
  }

  @Test
  void anOrphanWaitsOnAfterARestartAndHoldsNothingUp() {
    MempoolNode first = scene.active();
    Transaction parent = scene.payment(1);
    Transaction child = scene.childOf(parent);
    scene.submit(first, child);
    // The next life need not read the orphan in tx.verified again, nor what came after it.
    assertThat(scene.submit(first, scene.payment(0)).verifiedOffset()).isEqualTo(2);
    scene.now += 60_000;

    MempoolNode second = scene.active();
    scene.endTurn(second);
    assertThat(second.mempool().orphans()).isEqualTo(1);
    scene.submit(second, parent);
    assertThat(scene.told.get(child.wtxid())).isInstanceOf(Outcome.Accepted.class);

    MempoolNode third = scene.active();
    scene.endTurn(third);
    assertThat(third.mempool().orphans()).isZero();
    assertThat(third.mempool().pool().byTxid(child.txid())).isPresent();
  }

  @Test
  void anOrphansTimeGoesOnOverARestart() {
    MempoolNode first = scene.active();
    Transaction orphan = scene.childOf(scene.payment(1));
    scene.submit(first, orphan);
    scene.now += PoolLimits.defaults().orphanAge().toMillis() - 1;
    MempoolNode second = scene.active();
    scene.endTurn(second);
    assertThat(second.mempool().orphans()).isEqualTo(1);
    scene.now += 1;
    second.tick();
    scene.endTurn(second);
    assertThat(scene.told.get(orphan.wtxid())).isInstanceOf(Outcome.Rejected.class);
    assertThat(second.journal().open()).isEmpty();
  }

  @Test
  void whatWaitedAndWasRefusedStaysRefusedAfterARestart() {
    MempoolNode first = scene.active();
    Transaction orphan = scene.childOf(scene.payment(1));
    scene.submit(first, orphan);
    first.spenderFound(
        orphan.wtxid(), 0, Optional.of(new Spender.Final(new Hash256(7, 7, 7, 7), 42)));
    scene.endTurn(first);
    assertThat(first.journal().open()).isEmpty();
    scene.told.clear();

    MempoolNode second = scene.active();
    scene.endTurn(second);
    assertThat(second.mempool().orphans()).isZero();
    // Told once more: the first life may have died between journal and answer.
    assertThat(scene.told.get(orphan.wtxid())).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void whatWaitedAndBecameFinalMeanwhileIsTold() {
    MempoolNode first = scene.active();
    Transaction parent = scene.payment(1);
    Transaction child = scene.childOf(parent);
    scene.submit(first, child);
    MempoolNode standby = scene.follower();
    scene.journal.forEach(standby::journalled);
    assertThat(standby.finalised(chain.append(parent))).isTrue();
    assertThat(standby.finalised(chain.append(child))).isTrue();
    scene.takeOver(standby);
    scene.endTurn(standby);
    assertThat(scene.told).containsEntry(child.wtxid(), new Outcome.Final(2));
    assertThat(standby.journal().open()).isEmpty();
  }
}
