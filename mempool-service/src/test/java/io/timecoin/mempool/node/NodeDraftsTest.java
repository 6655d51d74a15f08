package io.timecoin.mempool.node;

import static io.timecoin.mempool.node.NodeScene.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.proposal.Draft;
import io.timecoin.mempool.proposal.DraftRequest;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import org.junit.jupiter.api.Test;

/** When a draft is made and what is in it (PROTOCOL §5.3, §6.2). */
class NodeDraftsTest {
  private final NodeScene scene = new NodeScene(TestChain.ofMembers(1));
  private final TestChain chain = scene.chain;
  private final MempoolNode node = scene.active();

  /** Makes a microblock final on the chain and at the node. */
  private void decide(Draft draft) {
    CertifiedMicroblock decided = chain.append(draft.transactions(), draft.timeMillis());
    assertThat(node.finalised(decided)).isTrue();
  }

  @Test
  void aRequestStandsUntilThereIsATransaction() {
    node.proposals().want(scene.draftRequest(0));
    assertThat(scene.endTurn(node).answers()).isEmpty();
    Transaction payment = scene.payment(0);
    Draft draft = draft(scene.submit(node, payment));
    assertThat(draft.transactions()).containsExactly(payment);
    assertThat(draft.timeMillis()).isEqualTo(scene.now);
    assertThat(draft.request()).isEqualTo(scene.draftRequest(0));
    assertThat(scene.endTurn(node).answers()).isEmpty();
  }

  @Test
  void aRequestOfAnOlderEpochDoesNotReplaceTheStandingOne() {
    DraftRequest zombies = scene.draftRequest(0);
    var standing =
        new DraftRequest(
            zombies.epoch() + 1,
            zombies.sequence(),
            zombies.previousDigest(),
            zombies.round(),
            zombies.sealDue());
    node.proposals().want(standing);
    node.proposals().want(zombies);

    Draft draft = draft(scene.submit(node, scene.payment(0)));

    assertThat(draft.request()).isEqualTo(standing);
  }

  @Test
  void aLateCopyOfAnEarlierRequestDoesNotReplaceTheStandingOne() {
    DraftRequest passed = scene.draftRequest(0);
    node.finalised(chain.append(scene.payment(1)));
    DraftRequest lower = scene.draftRequest(0);
    DraftRequest standing = scene.draftRequest(1);
    node.proposals().want(standing);
    node.proposals().want(lower);
    node.proposals().want(passed);

    Draft draft = draft(scene.submit(node, scene.payment(0)));

    assertThat(draft.request()).isEqualTo(standing);
  }

  @Test
  void whatIsDraftedBecomesFinalAndBothSidesAgreeAlsoOverASeal() {
    for (int i = 0; i < 6; i++) {
      scene.now += 5_000;
      Transaction payment = scene.payment(i);
      scene.submit(node, payment);
      node.proposals().want(scene.draftRequest(0));
      Draft draft = draft(scene.endTurn(node));
      decide(draft);
      scene.endTurn(node);
      assertThat(scene.told).containsEntry(payment.wtxid(), new Outcome.Final(i + 1));
      scene.assertSameState(node);
    }
    assertThat(chain.tip().lastBlock().height()).isEqualTo(1);
  }

  @Test
  void aDueSealIsDraftedWithoutTransactions() {
    node.proposals().want(scene.draftRequest(0));
    long due = 1_000 * (TestChain.GENESIS_TIME + TestChain.INTERVAL_SECONDS);
    assertThat(node.millisUntilDue()).isEqualTo(due - scene.now);
    scene.now = due - 1;
    assertThat(scene.endTurn(node).answers()).isEmpty();
    scene.now = due;
    Draft draft = draft(scene.endTurn(node));
    assertThat(draft.transactions()).isEmpty();
    decide(draft);
    scene.assertSameState(node);
    assertThat(node.state().tip().lastBlock().height()).isEqualTo(1);
  }

  @Test
  void aClockThatIsBehindTakesTheSmallestTime() {
    scene.now = chain.tip().timeMillis() - 5_000;
    scene.submit(node, scene.payment(0));
    node.proposals().want(scene.draftRequest(0));
    assertThat(draft(scene.endTurn(node)).timeMillis()).isEqualTo(chain.tip().timeMillis() + 1);
  }

  @Test
  void aRequestForALaterStateWaitsForIt() {
    Transaction first = scene.payment(0);
    Transaction second = scene.payment(1);
    CertifiedMicroblock decided = chain.append(first);
    scene.now = chain.tip().timeMillis() + 10;
    node.proposals().want(scene.draftRequest(0));
    assertThat(scene.submit(node, second).answers()).isEmpty();
    assertThat(node.millisUntilDue()).isEqualTo(Long.MAX_VALUE);
    node.finalised(decided);
    assertThat(draft(scene.endTurn(node)).transactions()).containsExactly(second);
  }

  @Test
  void aLaterRequestReplacesTheStandingOneAndAPassedOneIsVoid() {
    node.proposals().want(scene.draftRequest(0));
    DraftRequest later = scene.draftRequest(1);
    node.proposals().want(later);
    assertThat(draft(scene.submit(node, scene.payment(0))).request()).isEqualTo(later);

    node.proposals().want(scene.draftRequest(2));
    node.finalised(chain.append(scene.payment(1)));
    assertThat(scene.endTurn(node).answers()).isEmpty();
  }
}
