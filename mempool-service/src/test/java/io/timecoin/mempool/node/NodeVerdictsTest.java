package io.timecoin.mempool.node;

import static io.timecoin.mempool.node.NodeScene.asValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.proposal.Answer;
import io.timecoin.mempool.proposal.Judgement;
import io.timecoin.mempool.proposal.VerdictRequest;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said about the values of others (PROTOCOL §6.2). */
class NodeVerdictsTest {
  private final NodeScene scene = new NodeScene(TestChain.ofMembers(1));
  private final TestChain chain = scene.chain;
  private final MempoolNode node = scene.active();

  private Answer answer(VerdictRequest request) {
    node.proposals().want(request);
    return scene.endTurn(node).answers().getFirst();
  }

  @Test
  void aGoodValueIsValidWithItsBodies() {
    Transaction payment = scene.payment(0);
    scene.submit(node, payment);
    Microblock value = chain.microblock(List.of(payment), scene.now);
    assertThat(answer(asValue(value, 3)))
        .isInstanceOfSatisfying(
            Judgement.Valid.class,
            valid -> {
              assertThat(valid.transactions()).containsExactly(payment);
              assertThat(valid.covered().fees()).isPositive();
            });
  }

  @Test
  void missingBodiesAreToldOnceAndJudgedWhenTheyAreHere() {
    Transaction payment = scene.payment(0);
    Microblock value = chain.microblock(List.of(payment), scene.now);
    assertThat(answer(asValue(value, 1))).isInstanceOf(Judgement.NotYet.class);
    assertThat(scene.endTurn(node).answers()).isEmpty();
    assertThat(scene.submit(node, payment).answers())
        .singleElement()
        .isInstanceOf(Judgement.Valid.class);
  }

  @Test
  void aRivalThatWasRefusedHereIsJudgedWithoutAFetch() {
    Transaction first = scene.payment(0);
    Transaction rival = scene.payment(0, 600_000_000);
    scene.submit(node, first, rival);
    assertThat(scene.told.get(rival.wtxid())).isInstanceOf(Outcome.Rejected.class);
    Microblock value = chain.microblock(List.of(rival), scene.now);
    assertThat(answer(asValue(value, 0))).isInstanceOf(Judgement.Valid.class);
  }

  @Test
  void aClockBehindWaitsUnlessNoSmallerTimeExists() {
    Transaction payment = scene.payment(0);
    scene.submit(node, payment);
    scene.now = chain.tip().timeMillis() - 10_000;
    Microblock ahead = chain.microblock(List.of(payment), scene.now + 20_000);
    assertThat(answer(asValue(ahead, 0))).isInstanceOf(Judgement.NotYet.class);
    Microblock smallest = chain.microblock(List.of(payment), chain.tip().timeMillis() + 1);
    assertThat(answer(asValue(smallest, 0))).isInstanceOf(Judgement.Valid.class);
  }

  @Test
  void aValueThatSpendsTwiceIsInvalidNamingTheRefusal() {
    Transaction first = scene.payment(0);
    Transaction rival = scene.payment(0, 600_000_000);
    scene.submit(node, first, rival);
    Microblock value = chain.microblock(List.of(first), scene.now);
    var header = value.header();
    var list = List.of(first, rival);
    var both =
        MicroblockHeader.of(
            header.sequence(),
            header.previousDigest(),
            header.timeMillis(),
            header.proposer(),
            list,
            Optional.empty());
    assertThat(answer(asValue(new Microblock(both, list), 0)))
        .isInstanceOfSatisfying(
            Judgement.Invalid.class,
            invalid -> assertThat(invalid.defect()).isEqualTo("BAD_TRANSACTION"));
  }

  @Test
  void theFirstProposalOfTheLeaderIsJudgedUnasked() {
    Transaction payment = scene.payment(0);
    scene.submit(node, payment);
    Microblock value = chain.microblock(List.of(payment), scene.now);
    var signer = chain.committee().leader(value.header().sequence(), 0);
    node.proposals().proposed(asValue(value, 0), signer);
    assertThat(scene.endTurn(node).answers()).singleElement().isInstanceOf(Judgement.Valid.class);
    node.proposals().proposed(asValue(value, 0), signer);
    assertThat(scene.endTurn(node).answers()).isEmpty();
  }

  @Test
  void aProposalOfAnotherIsNotJudgedUnasked() {
    Transaction payment = scene.payment(0);
    scene.submit(node, payment);
    Microblock value = chain.microblock(List.of(payment), scene.now);
    node.proposals().proposed(asValue(value, 0), chain.wallet(0).publicKey());
    assertThat(scene.endTurn(node).answers()).isEmpty();
  }
}
