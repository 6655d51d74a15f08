package io.timecoin.mempool.node;

import static io.timecoin.mempool.node.NodeScene.asValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.proposal.Judgement;
import io.timecoin.mempool.proposal.SyncedVerdict;
import io.timecoin.mempool.proposal.VerdictRequest.Standing;
import io.timecoin.mempool.synced.SyncedMicroblocks;
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

  /** What the others have, who are ahead of the node. */
  private final TestChain ahead = TestChain.ofMembers(4);

  private final List<SyncedVerdict> expected = new ArrayList<>();

  @Test
  void syncedTransactionsDoNotEnterThePoolAndNobodyIsTold() {
    assertThat(scene.submit(node, NodeScene.synced(), payment).isEmpty()).isTrue();
    assertThat(node.mempool().pool().size()).isZero();
    assertThat(scene.told).isEmpty();
    assertThat(node.bodies().syncedHeld()).isEqualTo(1);
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
  void aMicroblockIsValidOnceItsLastTransactionIsHereAndNothingIsFetched() {
    Transaction second = scene.payment(1);
    scene.submit(node, NodeScene.synced(), second);
    want(grown(ahead, List.of(payment, second), ahead.tip().timeMillis() + 100));
    scene.now += 60_000;
    assertThat(scene.endTurn(node).isEmpty()).isTrue();

    assertThat(scene.submit(node, NodeScene.synced(), payment).answers())
        .containsExactlyElementsOf(expected);
  }

  @Test
  void noClockMatters() {
    scene.submit(node, NodeScene.synced(), payment);
    want(grown(ahead, List.of(payment), scene.now + 10_000));

    assertThat(scene.endTurn(node).answers()).containsExactlyElementsOf(expected);
  }

  @Test
  void aRefusedTransactionIsLeftToTheVerdictThatSaysWhy() {
    var refusal = Refusal.of(RejectCode.BAD_SIGNATURE, "forged");
    scene.take(
        node,
        new VerifiedItem.Bad(
            Optional.of(payment.txid()), payment.wtxid(), NodeScene.synced(), refusal));
    Microblock value = chain.microblock(List.of(payment), scene.now);
    want(value);
    assertThat(scene.endTurn(node).isEmpty()).isTrue();
    assertThat(scene.told).isEmpty();

    node.proposals().want(asValue(value, 0, Standing.CERTIFIED));
    assertThat(scene.endTurn(node).answers()).singleElement().isInstanceOf(Judgement.Invalid.class);
  }

  @Test
  void aRangeIsJudgedBeforeAnyOfItIsFinalEachOnThoseBeforeIt() {
    List<Microblock> range = grown(50);
    range.reversed().forEach(this::want);

    assertThat(scene.endTurn(node).answers()).containsExactlyElementsOf(expected);
    assertThat(node.state().tip()).isEqualTo(chain.tip());

    ahead.microblocks().forEach(node::finalised);
    assertThat(node.state().tip()).isEqualTo(ahead.tip());
    assertThat(node.state().commitment()).isEqualTo(ahead.state().commitment().commitment());
    assertThat(node.bodies().syncedHeld()).isZero();
  }

  @Test
  void itGoesOnWhileTheFirstOnesBecomeFinal() {
    List<Microblock> range = grown(10);
    range.subList(0, 5).forEach(this::want);
    assertThat(scene.endTurn(node).answers()).hasSize(5);
    ahead.microblocks().subList(0, 3).forEach(node::finalised);

    range.subList(5, 10).forEach(this::want);

    assertThat(scene.endTurn(node).answers()).containsExactlyElementsOf(expected.subList(5, 10));
  }

  @Test
  void whatOneBeforeItSpendsIsSpent() {
    Transaction rival = scene.payment(0, 600_000_000);
    scene.submit(node, NodeScene.synced(), payment, rival);
    want(grown(ahead, List.of(payment), scene.now));
    want(ahead.microblock(List.of(rival), scene.now + 1));

    assertThat(scene.endTurn(node).answers()).containsExactlyElementsOf(expected);
  }

  @Test
  void aForgedOneDoesNotKeepTheRightOneOut() {
    Transaction other = scene.payment(5);
    scene.submit(node, NodeScene.synced(), other);
    want(chain.microblock(List.of(other), scene.now));
    assertThat(scene.endTurn(node).answers()).hasSize(1);

    grown(2).forEach(this::want);
    assertThat(scene.endTurn(node).isEmpty()).isTrue();
    node.finalised(ahead.microblocks().getFirst());

    assertThat(scene.endTurn(node).answers()).containsExactly(expected.getLast());
  }

  @Test
  void askedTwiceItAnswersTwice() {
    Microblock value = grown(1).getFirst();
    want(value);
    assertThat(scene.endTurn(node).answers()).hasSize(1);

    want(value);
    assertThat(scene.endTurn(node).answers()).containsExactlyElementsOf(expected);
  }

  @Test
  void afterASealTheChainMustHaveReachedIt() {
    scene.submit(node, NodeScene.synced(), payment);
    Microblock sealing =
        grown(
            ahead, List.of(payment), 1_000 * (TestChain.GENESIS_TIME + TestChain.INTERVAL_SECONDS));
    assertThat(sealing.header().seal()).isPresent();
    Microblock after = grown(1).getFirst();
    want(sealing);
    want(after);
    assertThat(scene.endTurn(node).answers()).hasSize(1);

    node.finalised(ahead.microblocks().getFirst());
    assertThat(scene.endTurn(node).answers()).containsExactly(expected.getLast());
  }

  @Test
  void muchWorkIsSpreadOverTurns() {
    int each = TestChain.WALLETS;
    List<Microblock> range = new ArrayList<>();
    for (int i = 0; i * each <= SyncedMicroblocks.TRANSACTIONS_PER_TURN; i++) {
      range.add(grown(ahead, handedIn(each), ahead.tip().timeMillis() + 10));
    }
    range.forEach(this::want);

    assertThat(scene.endTurn(node).answers()).hasSize(expected.size() - 1);
    assertThat(node.millisUntilDue()).isZero();
    assertThat(scene.endTurn(node).answers()).containsExactly(expected.getLast());
  }

  private List<Transaction> handedIn(int count) {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      transactions.add(ahead.pay(ahead.wallet(i), ahead.walletAddress(i), 1_000_000));
    }
    scene.submit(node, NodeScene.synced(), transactions.toArray(Transaction[]::new));
    return transactions;
  }

  /** The next microblocks of the chain that is ahead, one payment each, handed in as synced. */
  private List<Microblock> grown(int length) {
    List<Microblock> range = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Transaction next = ahead.pay(ahead.wallet(0), ahead.walletAddress(1), 1_000_000 + i);
      scene.submit(node, NodeScene.synced(), next);
      range.add(grown(ahead, List.of(next), ahead.tip().timeMillis() + 100));
    }
    return range;
  }

  /** Lets a chain grow by one, for which a verdict is expected. */
  private Microblock grown(TestChain longer, List<Transaction> transactions, long timeMillis) {
    Microblock next = longer.microblock(transactions, timeMillis);
    longer.extend(longer.certified(next));
    expected.add(new SyncedVerdict(next.header(), longer.tip().sealInputs()));
    return next;
  }

  private void want(Microblock microblock) {
    node.synced().want(asValue(microblock, 0).value());
  }
}
