package io.timecoin.mempool.node;

import static io.timecoin.mempool.node.NodeScene.asValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.proposal.Judgement;
import io.timecoin.mempool.proposal.VerdictRequest.Standing;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Microblocks that are synced: their transactions are no business of the pool (PROTOCOL §6.10). */
class NodeSyncTest {
  private final NodeScene scene = new NodeScene(TestChain.ofMembers(4));
  private final TestChain chain = scene.chain;
  private final MempoolNode node = scene.active();
  private final Transaction payment = scene.payment(0);

  @Test
  void syncedTransactionsDoNotEnterThePoolAndNobodyIsTold() {
    assertThat(scene.submit(node, NodeScene.synced(), payment).isEmpty()).isTrue();
    assertThat(node.mempool().pool().size()).isZero();
    assertThat(scene.told).isEmpty();
    assertThat(node.bodies().syncedHeld()).isEqualTo(1);
  }

  @Test
  void theValueIsValidOnceItsLastTransactionIsHereAndNothingIsFetched() {
    Transaction second = scene.payment(1);
    Microblock value = chain.microblock(List.of(payment, second), scene.now);
    scene.submit(node, NodeScene.synced(), second);
    node.proposals().want(asValue(value, 0, Standing.SYNCED));
    assertThat(scene.endTurn(node).answers()).singleElement().isInstanceOf(Judgement.NotYet.class);
    scene.now += 60_000;
    assertThat(scene.endTurn(node).fetches()).isEmpty();
    assertThat(scene.submit(node, NodeScene.synced(), payment).answers())
        .singleElement()
        .isInstanceOf(Judgement.Valid.class);
  }

  @Test
  void noClockMatters() {
    scene.submit(node, NodeScene.synced(), payment);
    Microblock value = chain.microblock(List.of(payment), scene.now + 10_000);
    node.proposals().want(asValue(value, 0, Standing.SYNCED));
    assertThat(scene.endTurn(node).answers()).singleElement().isInstanceOf(Judgement.Valid.class);
  }

  @Test
  void aRefusedOneMakesItsValueInvalid() {
    var refusal = Refusal.of(RejectCode.BAD_SIGNATURE, "forged");
    scene.take(
        node,
        new VerifiedItem.Bad(
            Optional.of(payment.txid()), payment.wtxid(), NodeScene.synced(), refusal));
    node.proposals()
        .want(asValue(chain.microblock(List.of(payment), scene.now), 0, Standing.SYNCED));
    assertThat(scene.endTurn(node).answers()).singleElement().isInstanceOf(Judgement.Invalid.class);
    assertThat(scene.told).isEmpty();
  }

  @Test
  void theyAreForgottenWhenFinalOrAfterTenMinutes() {
    Transaction other = scene.payment(1);
    scene.submit(node, NodeScene.synced(), payment, other);
    node.finalised(chain.append(payment));
    assertThat(node.bodies().syncedHeld()).isEqualTo(1);
    scene.now += 599_999;
    node.tick();
    assertThat(node.bodies().syncedHeld()).isEqualTo(1);
    scene.now++;
    node.tick();
    assertThat(node.bodies().syncedHeld()).isZero();
  }

  @Test
  void aRangeIsJudgedInOrderAsItsMicroblocksBecomeFinal() {
    TestChain ahead = TestChain.ofMembers(4);
    List<Microblock> range = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Transaction next = ahead.pay(ahead.wallet(0), ahead.walletAddress(1), 1_000_000 + i);
      scene.submit(node, NodeScene.synced(), next);
      range.add(ahead.microblock(List.of(next), ahead.tip().timeMillis() + 100));
      ahead.extend(ahead.certified(range.getLast()));
    }
    for (Microblock microblock : range) {
      node.proposals().want(asValue(microblock, 0, Standing.SYNCED));
      assertThat(scene.endTurn(node).answers()).singleElement().isInstanceOf(Judgement.Valid.class);
      node.finalised(ahead.certified(microblock));
    }
    assertThat(node.state().tip()).isEqualTo(ahead.tip());
    assertThat(node.bodies().syncedHeld()).isZero();
  }
}
