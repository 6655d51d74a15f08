package io.timecoin.mempool.node;

import static io.timecoin.mempool.node.NodeScene.asValue;
import static io.timecoin.mempool.node.NodeScene.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.proposal.Draft;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a busy chain's drafts are kept apart. */
class NodeDraftPaceTest {
  private static final int INTERVAL_MILLIS = 150;

  private final NodeScene scene = new NodeScene(TestChain.ofMembers(1));
  private final TestChain chain = scene.chain;
  private final MempoolNode node = active();

  private MempoolNode active() {
    scene.draftInterval = Duration.ofMillis(INTERVAL_MILLIS);
    return scene.active();
  }

  private Draft drafted(Transaction payment) {
    node.proposals().want(scene.draftRequest(0));
    return draft(scene.submit(node, payment));
  }

  private void decide(Draft draft) {
    assertThat(node.finalised(chain.append(draft.transactions(), draft.timeMillis()))).isTrue();
    scene.endTurn(node);
  }

  @Test
  void theNextDraftWaitsForTheIntervalAndTakesWhatCameMeanwhile() {
    decide(drafted(scene.payment(0)));
    scene.now += 40;
    Transaction second = scene.payment(1);
    node.proposals().want(scene.draftRequest(0));
    assertThat(scene.submit(node, second).answers()).isEmpty();
    assertThat(node.millisUntilDue()).isEqualTo(INTERVAL_MILLIS - 40);

    scene.now += INTERVAL_MILLIS - 41;
    Transaction third = scene.payment(2);
    assertThat(scene.submit(node, third).answers()).isEmpty();
    assertThat(node.millisUntilDue()).isEqualTo(1);

    scene.now += 1;
    assertThat(draft(scene.endTurn(node)).transactions()).containsExactlyInAnyOrder(second, third);
  }

  @Test
  void afterAQuietTimeADraftIsMadeAtOnce() {
    decide(drafted(scene.payment(0)));
    scene.now += INTERVAL_MILLIS;
    assertThat(drafted(scene.payment(1)).transactions()).hasSize(1);
  }

  @Test
  void aPaceAloneWakesNobodyForLong() {
    decide(drafted(scene.payment(0)));
    node.proposals().want(scene.draftRequest(0));
    assertThat(node.millisUntilDue()).isEqualTo(INTERVAL_MILLIS);
    scene.now += INTERVAL_MILLIS;
    assertThat(scene.endTurn(node).answers()).isEmpty();
    assertThat(node.millisUntilDue()).isGreaterThan(INTERVAL_MILLIS);
  }

  @Test
  void anotherDraftForAFailedRoundIsMadeAtOnce() {
    decide(drafted(scene.payment(0)));
    scene.now += INTERVAL_MILLIS;
    drafted(scene.payment(1));
    node.proposals().want(scene.draftRequest(1));
    assertThat(draft(scene.endTurn(node)).request()).isEqualTo(scene.draftRequest(1));
  }

  @Test
  void aPeersValueKeepsTheNextDraftApartToo() {
    Transaction payment = scene.payment(0);
    Microblock value = chain.microblock(List.of(payment), scene.now);
    scene.submit(node, payment);
    node.proposals().want(asValue(value, 0));
    scene.endTurn(node);
    assertThat(node.finalised(chain.append(List.of(payment), scene.now))).isTrue();

    node.proposals().want(scene.draftRequest(0));
    assertThat(scene.submit(node, scene.payment(1)).answers()).isEmpty();
    scene.now += INTERVAL_MILLIS;
    assertThat(draft(scene.endTurn(node)).transactions()).hasSize(1);
  }

  @Test
  void aDueSealDoesNotWait() {
    scene.now = 1_000 * (TestChain.GENESIS_TIME + TestChain.INTERVAL_SECONDS) - 40;
    decide(drafted(scene.payment(0)));
    node.proposals().want(scene.draftRequest(0));
    assertThat(node.millisUntilDue()).isEqualTo(40);
    scene.now += 40;
    assertThat(draft(scene.endTurn(node)).transactions()).isEmpty();
  }

  @Test
  void aSuccessorKeepsNothingApart() {
    decide(drafted(scene.payment(0)));
    MempoolNode successor = scene.active();
    successor.proposals().want(scene.draftRequest(0));
    assertThat(draft(scene.submit(successor, scene.payment(1))).transactions()).hasSize(1);
  }
}
