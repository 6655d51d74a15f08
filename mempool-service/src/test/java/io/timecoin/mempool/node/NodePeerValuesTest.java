package io.timecoin.mempool.node;

import static io.timecoin.mempool.node.NodeScene.asValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.proposal.BodyFetch;
import io.timecoin.mempool.proposal.Judgement;
import io.timecoin.mempool.proposal.VerdictRequest;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The mempool of a member that does not lead: proposals with transactions that it has never seen,
 * or that its pool does not want (PROTOCOL §6.2, §6.3).
 */
class NodePeerValuesTest {
  private static final PublicKey LEADERS_NODE = TestKeys.wallet(5).publicKey();
  private static final PublicKey VOTERS_NODE = TestKeys.wallet(6).publicKey();
  private static final long GRACE_MILLIS = 20;

  private final TestChain chain = TestChain.ofMembers(4);

  /** With room for one transaction and none to spare. */
  private final NodeScene full =
      new NodeScene(chain, PoolLimits.defaults().withSize(1, PoolLimits.defaults().bytes()));

  private final NodeScene scene = new NodeScene(chain);
  private final MempoolNode node = scene.active();

  private void propose(MempoolNode to, Microblock value) {
    to.proposals().held(value.header().digest(), LEADERS_NODE);
    PublicKey leader = chain.committee().leader(value.header().sequence(), 0);
    to.proposals().proposed(asValue(value, 0), leader);
  }

  private Turn later(long millis) {
    scene.now += millis;
    return scene.endTurn(node);
  }

  private static List<Hash256> wtxids(Transaction... transactions) {
    return List.of(transactions).stream().map(Transaction::wtxid).toList();
  }

  private static List<Transaction> validBodies(Turn turn) {
    assertThat(turn.answers()).singleElement().isInstanceOf(Judgement.Valid.class);
    return ((Judgement.Valid) turn.answers().getFirst()).transactions();
  }

  @Test
  void unseenTransactionsAreFetchedJudgedInOrderAndTheRivalHereIsAborted() {
    Transaction mine = scene.payment(0);
    Transaction minesChild = scene.childOf(mine);
    scene.submit(node, mine, minesChild);
    Transaction rival = scene.payment(0, 650_000_000);
    Transaction child = scene.childOf(rival);
    Transaction other = scene.payment(1);
    Microblock value = chain.microblock(List.of(rival, child, other), scene.now);

    propose(node, value);
    assertThat(scene.endTurn(node).isEmpty()).isTrue();
    assertThat(later(GRACE_MILLIS).fetches())
        .containsExactly(new BodyFetch(wtxids(rival, child, other), List.of(LEADERS_NODE)));

    // They come in another order, and the pool wants neither of the first two.
    var leader = NodeScene.from(LEADERS_NODE);
    assertThat(scene.submit(node, leader, child).answers()).isEmpty();
    assertThat(scene.submit(node, leader, rival).answers()).isEmpty();
    assertThat(validBodies(scene.submit(node, leader, other))).containsExactly(rival, child, other);
    assertThat(scene.told.get(rival.wtxid()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.refusal().code()).isEqualTo(RejectCode.INPUT_LOCKED));

    var decided = chain.certified(value);
    chain.extend(decided);
    node.finalised(decided);
    scene.endTurn(node);
    assertThat(scene.told)
        .containsEntry(mine.wtxid(), new Outcome.Aborted(rival.txid(), 1))
        .containsEntry(minesChild.wtxid(), new Outcome.Aborted(rival.txid(), 1))
        .containsEntry(rival.wtxid(), new Outcome.Final(1))
        .containsEntry(child.wtxid(), new Outcome.Final(1))
        .containsEntry(other.wtxid(), new Outcome.Final(1));
    scene.assertSameState(node);
    assertThat(node.mempool().pool().size()).isZero();
    assertThat(node.mempool().orphans()).isZero();
  }

  @Test
  void whatIsMissingIsFetchedOnceASecondUntilItIsHere() {
    Transaction first = scene.payment(0);
    Transaction second = scene.payment(1);
    Microblock value = chain.microblock(List.of(first, second), scene.now);
    propose(node, value);
    later(GRACE_MILLIS);
    scene.submit(node, second);
    node.proposals().held(value.header().digest(), VOTERS_NODE);
    assertThat(later(999).fetches()).isEmpty();
    assertThat(node.millisUntilDue()).isEqualTo(1);
    assertThat(later(1).fetches())
        .containsExactly(new BodyFetch(wtxids(first), List.of(LEADERS_NODE, VOTERS_NODE)));
    scene.submit(node, first);
    assertThat(later(1_000).fetches()).isEmpty();
  }

  @Test
  void aBodyThatComesWithinTheGraceIsNotFetched() {
    Transaction payment = scene.payment(0);
    propose(node, chain.microblock(List.of(payment), scene.now));
    assertThat(node.millisUntilDue()).isLessThanOrEqualTo(GRACE_MILLIS);
    scene.endTurn(node);
    scene.now += GRACE_MILLIS / 2;
    assertThat(validBodies(scene.submit(node, payment))).containsExactly(payment);
    assertThat(later(GRACE_MILLIS).fetches()).isEmpty();
  }

  @Test
  void aValueOfAHigherRoundEndsTheFetchingForTheLowerOne() {
    Transaction low = scene.payment(0);
    Transaction high = scene.payment(1);
    node.proposals().want(asValue(chain.microblock(List.of(low), scene.now), 1));
    scene.endTurn(node);
    node.proposals().want(asValue(chain.microblock(List.of(high), scene.now), 2));
    assertThat(scene.endTurn(node).answers()).singleElement().isInstanceOf(Judgement.NotYet.class);
    assertThat(later(GRACE_MILLIS).fetches())
        .containsExactly(new BodyFetch(wtxids(high), List.of()));
    assertThat(validBodies(scene.submit(node, high))).containsExactly(high);
    assertThat(later(5_000).fetches()).isEmpty();
  }

  @Test
  void aDecisionEndsTheFetching() {
    propose(node, chain.microblock(List.of(scene.payment(0)), scene.now));
    scene.endTurn(node);
    node.finalised(chain.append(scene.payment(1)));
    assertThat(later(5_000).fetches()).isEmpty();
  }

  @Test
  void aValueThatIsMissingBodiesHoldsUpNobody() {
    Transaction here = scene.payment(0);
    scene.submit(node, here);
    propose(node, chain.microblock(List.of(scene.payment(1)), scene.now));
    node.proposals().want(asValue(chain.microblock(List.of(here), scene.now), 1));
    assertThat(validBodies(scene.endTurn(node))).containsExactly(here);
    node.proposals().want(scene.draftRequest(2));
    assertThat(NodeScene.draft(scene.endTurn(node)).transactions()).containsExactly(here);
  }

  @Test
  void anotherCopyOfAPoolTransactionIsFetchedAndThatCopyIsJudged() {
    Transaction mine = scene.payment(0);
    scene.submit(node, mine);
    Transaction copy = NodeScene.copyOf(mine);
    propose(node, chain.microblock(List.of(copy), scene.now));
    assertThat(later(GRACE_MILLIS).answers()).isEmpty();
    assertThat(validBodies(scene.submit(node, NodeScene.from(LEADERS_NODE), copy)))
        .containsExactly(copy);
    assertThat(node.mempool().pool().byTxid(mine.txid()).orElseThrow().wtxid())
        .isEqualTo(mine.wtxid());
  }

  @Test
  void aFullPoolDoesNotMatter() {
    MempoolNode small = full.active();
    full.submit(small, full.payment(0));
    Transaction first = full.payment(1);
    Transaction second = full.payment(2);
    propose(small, chain.microblock(List.of(first, second), full.now));
    Turn turn = full.submit(small, NodeScene.from(LEADERS_NODE), first, second);
    assertThat(validBodies(turn)).containsExactly(first, second);
    assertThat(small.mempool().pool().size()).isEqualTo(1);
  }

  @Test
  void aChainLongerThanThePoolTakesIsValid() {
    List<Transaction> links = new ArrayList<>();
    Transaction tip = chain.pay(chain.wallet(0), chain.walletAddress(0), 900_000_000);
    for (int i = 0; i < 30; i++) {
      links.add(tip);
      List<UnspentOutput> outputs = UnspentOutput.createdBy(tip, 1, false).subList(0, 1);
      tip =
          chain.pay(
              chain.wallet(0), outputs, chain.walletAddress(0), 900_000_000 - 2_000_000L * (i + 1));
    }
    propose(node, chain.microblock(links, scene.now));
    Turn turn = scene.submit(node, NodeScene.from(LEADERS_NODE), links.toArray(Transaction[]::new));
    assertThat(validBodies(turn)).hasSize(30);
    assertThat(node.mempool().pool().size()).isEqualTo(25);
  }

  @Test
  void aTransactionThatVerifiersRefuseMakesTheValueInvalid() {
    Transaction good = scene.payment(0);
    Transaction forged = scene.payment(1);
    propose(node, chain.microblock(List.of(good, forged), scene.now));
    scene.take(node, bad(forged));
    // Whatever the other bodies are.
    assertInvalid(scene.endTurn(node), RejectCode.BAD_SIGNATURE);
    assertThat(later(5_000).fetches()).isEmpty();
  }

  @Test
  void aRefusalThatIsRememberedNeedsNoFetch() {
    Transaction forged = scene.payment(1);
    scene.take(node, bad(forged));
    scene.endTurn(node);
    propose(node, chain.microblock(List.of(forged), scene.now));
    assertInvalid(scene.endTurn(node), RejectCode.BAD_SIGNATURE);
  }

  private static VerifiedItem bad(Transaction transaction) {
    return new VerifiedItem.Bad(
        Optional.of(transaction.txid()),
        transaction.wtxid(),
        NodeScene.from(LEADERS_NODE),
        Refusal.ofInput(RejectCode.BAD_SIGNATURE, 0, "the signature of input 0 is not valid"));
  }

  private static void assertInvalid(Turn turn, RejectCode code) {
    assertThat(turn.answers())
        .singleElement()
        .isInstanceOfSatisfying(
            Judgement.Invalid.class,
            invalid ->
                assertThat(invalid.reason())
                    .isInstanceOfSatisfying(
                        Judgement.Refused.ByTransaction.class,
                        by -> assertThat(by.refusal().code()).isEqualTo(code)));
  }

  @Test
  void aTimestampIsJudgedByTheMicroblocksTimeNotByTheClock() {
    // This node's clock is 700 s behind the value's time, which has a certificate.
    Transaction payment = scene.payment(0);
    Microblock allowing = chain.microblock(List.of(payment), scene.now);
    scene.clockStep = -700_000;
    var early =
        new VerifiedItem.Early(
            new Submission(payment, NodeScene.from(LEADERS_NODE)),
            Refusal.of(RejectCode.TIMESTAMP_IN_FUTURE, "by this clock"));
    node.proposals().want(asValue(allowing, 1, VerdictRequest.Standing.CERTIFIED));
    scene.take(node, early);
    assertThat(validBodies(scene.endTurn(node))).containsExactly(payment);
    assertThat(scene.told.get(payment.wtxid())).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void aTimestampTooFarAheadOfTheMicroblocksTimeIsInvalidWhateverTheClock() {
    Transaction payment = scene.paymentAt(0, scene.now / 1_000 + 601);
    Microblock value = chain.microblock(List.of(payment), scene.now);
    scene.clockStep = 700_000;
    propose(node, value);
    assertInvalid(scene.submit(node, payment), RejectCode.TIMESTAMP_IN_FUTURE);
  }

  @Test
  void moreThanFourMebibytesAreRefusedBeforeTheRestIsFetched() {
    List<Transaction> large = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      large.add(scene.large(i));
    }
    Microblock value =
        new Microblock(
            io.timecoin.protocol.block.MicroblockHeader.of(
                1,
                chain.tip().digest(),
                scene.now,
                chain.committee().leader(1, 0),
                large,
                Optional.empty()),
            large);
    propose(node, value);
    var answers = new ArrayList<>();
    for (int i = 0; i < 79 && answers.isEmpty(); i++) {
      answers.addAll(scene.submit(node, NodeScene.from(LEADERS_NODE), large.get(i)).answers());
    }
    assertThat(answers)
        .singleElement()
        .isInstanceOfSatisfying(
            Judgement.Invalid.class,
            invalid -> assertThat(invalid.defect()).isEqualTo("TOO_LARGE"));
  }

  @Test
  void aListThatIsNotTheHeadersIsRefusedWithoutAFetch() {
    Microblock value = chain.microblock(List.of(scene.payment(0)), scene.now);
    Microblock other = new Microblock(value.header(), List.of(scene.payment(1)));
    propose(node, other);
    assertThat(scene.endTurn(node).answers())
        .singleElement()
        .isInstanceOfSatisfying(
            Judgement.Invalid.class,
            invalid -> assertThat(invalid.defect()).isEqualTo("WRONG_ROOT"));
  }

  @Test
  void aBodyThatThePoolHasLetGoSinceStillCounts() {
    Transaction here = scene.payment(0);
    Transaction missing = scene.payment(1);
    scene.submit(node, here);
    propose(node, chain.microblock(List.of(here, missing), scene.now));
    scene.endTurn(node);
    scene.now += PoolLimits.defaults().expiry().toMillis();
    node.tick();
    scene.endTurn(node);
    assertThat(scene.told).containsEntry(here.wtxid(), new Outcome.Expired());
    assertThat(validBodies(scene.submit(node, missing))).containsExactly(here, missing);
  }

  @Test
  void aValueProposedAgainInAHigherRoundNeedsNoSecondFetch() {
    Transaction mine = scene.payment(0);
    scene.submit(node, mine);
    Transaction copy = NodeScene.copyOf(mine);
    Microblock value = chain.microblock(List.of(copy), scene.now);
    propose(node, value);
    scene.submit(node, NodeScene.from(LEADERS_NODE), copy);
    node.proposals().want(asValue(value, 7, VerdictRequest.Standing.CERTIFIED));
    assertThat(validBodies(scene.endTurn(node))).containsExactly(copy);
  }

  @Test
  void judgedValuesAndTheirBodiesAreServedUntilTheNextOneIsFinal() {
    Transaction mine = scene.payment(0);
    Transaction rival = scene.payment(0, 600_000_000);
    scene.submit(node, mine);
    Microblock value = chain.microblock(List.of(rival), scene.now);
    propose(node, value);
    scene.submit(node, NodeScene.from(LEADERS_NODE), rival);
    Hash256 digest = value.header().digest();
    assertThat(node.proposals().find(digest)).contains(asValue(value, 0).value());
    assertThat(node.body(rival.wtxid())).contains(rival);

    node.finalised(chain.append(scene.payment(1)));
    assertThat(node.proposals().find(digest)).isPresent();
    node.finalised(chain.append(scene.payment(2)));
    assertThat(node.proposals().find(digest)).isEmpty();
  }

  @Test
  void draftsAreServedByTheDigestThatTheirProposerGivesThem() {
    Transaction payment = scene.payment(0);
    node.proposals().want(scene.draftRequest(0));
    var draft = NodeScene.draft(scene.submit(node, payment));
    for (var member : chain.committee().members()) {
      Microblock value = chain.microblock(draft.transactions(), draft.timeMillis(), member.key());
      assertThat(node.proposals().find(value.header().digest()))
          .contains(asValue(value, 0).value());
    }
    assertThat(node.proposals().find(payment.txid())).isEmpty();
  }

  @Test
  void bodiesOfTheNewestFinalMicroblocksAreServed() {
    Transaction payment = scene.payment(0);
    node.finalised(chain.append(payment));
    assertThat(node.body(payment.wtxid())).contains(payment);
    for (int i = 0; i < 32; i++) {
      node.finalised(chain.append(scene.payment(1)));
    }
    assertThat(node.body(payment.wtxid())).isEmpty();
  }
}
