package io.timecoin.mempool.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.proposal.Draft;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is set while the service runs. */
class NodeClockTest {
  private static final long DAY = 86_400_000;

  private final NodeScene scene = new NodeScene(TestChain.ofMembers(1));
  private final TestChain chain = scene.chain;

  @ParameterizedTest
  @ValueSource(longs = {DAY, -DAY})
  void aSteppedClockExpiresNothing(long step) {
    MempoolNode node = scene.active();
    Transaction payment = scene.payment(0);
    Transaction parent = scene.payment(1);
    chain.append(parent);
    Transaction orphan = scene.payment(1);
    scene.submit(node, payment, orphan);
    scene.clockStep = step;
    node.tick();
    scene.endTurn(node);

    assertThat(scene.told.get(payment.wtxid())).isInstanceOf(Outcome.Accepted.class);
    assertThat(node.mempool().isWaiting(orphan.wtxid())).isTrue();
  }

  @Test
  void aClockSetBackDelaysNoExpiry() {
    MempoolNode node = scene.active();
    Transaction payment = scene.payment(0);
    scene.submit(node, payment);
    scene.clockStep = -DAY;
    scene.now += PoolLimits.defaults().expiry().toMillis();
    node.tick();
    scene.endTurn(node);

    assertThat(scene.told.get(payment.wtxid())).isEqualTo(new Outcome.Expired());
  }

  @ParameterizedTest
  @ValueSource(longs = {DAY, -DAY})
  void theJournalIsCarriedForwardByAgeAndNotByTheClock(long step) {
    MempoolNode node = scene.active();
    scene.submit(node, scene.payment(0));
    scene.clockStep = step;
    node.tick();
    assertThat(scene.endTurn(node).carried()).isEmpty();
    scene.now += 61_000;
    node.tick();
    assertThat(scene.endTurn(node).carried()).hasSize(1);
  }

  /** PROTOCOL §6.2: a proposer takes max(its clock, previous time + 1 ms). */
  @Test
  void aDraftOfAClockSetBackFollowsTheLastTime() {
    MempoolNode node = scene.active();
    scene.clockStep = -DAY;
    scene.submit(node, scene.payment(0));
    node.proposals().want(scene.draftRequest(0));
    Draft draft = NodeScene.draft(scene.endTurn(node));

    assertThat(draft.timeMillis()).isEqualTo(chain.tip().timeMillis() + 1);
  }

  @Test
  void aLockTimeThatWasAllowedStaysSoAfterARestartWithAClockSetBack() {
    MempoolNode first = scene.active();
    Transaction payment = scene.payment(0);
    scene.submit(first, payment);
    scene.clockStep = -DAY;
    MempoolNode second = scene.active();

    assertThat(second.mempool().pool().byTxid(payment.txid())).isPresent();
  }
}
