package io.timecoin.mempool.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.mempool.proposal.Answer;
import io.timecoin.mempool.proposal.Draft;
import io.timecoin.mempool.proposal.DraftRequest;
import io.timecoin.mempool.proposal.Judgement;
import io.timecoin.mempool.proposal.VerdictRequest;
import io.timecoin.mempool.state.InconsistentChain;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MempoolNodeTest {
  private final NodeScene scene = new NodeScene(TestChain.ofMembers(1));
  private final TestChain chain = scene.chain;

  private static Draft draft(Turn turn) {
    assertThat(turn.answers()).hasSize(1);
    return (Draft) turn.answers().getFirst();
  }

  private VerdictRequest asValue(Microblock microblock, int round) {
    List<Hash256> list = microblock.transactions().stream().map(Transaction::wtxid).toList();
    return new VerdictRequest(round, microblock.header(), list);
  }

  /** Makes a microblock final on the chain and at the node. */
  private CertifiedMicroblock decide(MempoolNode node, Draft draft) {
    CertifiedMicroblock decided = chain.append(draft.transactions(), draft.timeMillis());
    assertThat(node.finalised(decided)).isTrue();
    return decided;
  }

  private void assertSameState(MempoolNode node) {
    assertThat(node.state().tip()).isEqualTo(chain.tip());
    assertThat(node.state().commitment()).isEqualTo(chain.state().commitment().commitment());
    assertThat(node.state().table().size()).isEqualTo(chain.state().unspent().size());
  }

  @Nested
  class Drafts {
    private final MempoolNode node = scene.active();

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
    void whatIsDraftedBecomesFinalAndBothSidesAgreeAlsoOverASeal() {
      for (int i = 0; i < 6; i++) {
        scene.now += 5_000;
        Transaction payment = scene.payment(i);
        scene.submit(node, payment);
        node.proposals().want(scene.draftRequest(0));
        Draft draft = draft(scene.endTurn(node));
        decide(node, draft);
        scene.endTurn(node);
        assertThat(scene.told).containsEntry(payment.wtxid(), new Outcome.Final(i + 1));
        assertSameState(node);
      }
      assertThat(chain.tip().lastBlock().height()).isEqualTo(1);
    }

    @Test
    void aDueSealIsDraftedWithoutTransactions() {
      node.proposals().want(scene.draftRequest(0));
      long due = 1_000 * (TestChain.GENESIS_TIME + TestChain.INTERVAL_SECONDS);
      assertThat(node.proposals().wakeAtMillis()).contains(due);
      scene.now = due - 1;
      assertThat(scene.endTurn(node).answers()).isEmpty();
      scene.now = due;
      Draft draft = draft(scene.endTurn(node));
      assertThat(draft.transactions()).isEmpty();
      decide(node, draft);
      assertSameState(node);
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
      assertThat(node.proposals().wakeAtMillis()).isEmpty();
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

  @Nested
  class Verdicts {
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

  @Nested
  class Lives {
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
    void anOrphanIsReadAgainAfterARestart() {
      MempoolNode node = scene.active();
      Transaction payment = scene.payment(0);
      Transaction parent = scene.payment(1);
      CertifiedMicroblock decided = chain.append(parent);
      Transaction child = scene.payment(1);
      scene.now = chain.tip().timeMillis() + 1;
      scene.submit(node, child);
      Turn turn = scene.submit(node, payment);
      assertThat(turn.verifiedOffset()).isZero();
      node.finalised(decided);
      assertThat(scene.endTurn(node).verifiedOffset()).isEqualTo(2);
      assertThat(scene.told.get(child.wtxid())).isInstanceOf(Outcome.Accepted.class);
    }
  }

  @Nested
  class Finality {
    private final MempoolNode node = scene.follower();

    @Test
    void aGapIsNamedAndARepetitionChangesNothing() {
      CertifiedMicroblock one = chain.append(scene.payment(0));
      CertifiedMicroblock two = chain.append(scene.payment(1));
      assertThat(node.finalised(two)).isFalse();
      assertThat(node.finalised(one)).isTrue();
      assertThat(node.finalised(one)).isTrue();
      assertThat(node.finalised(two)).isTrue();
      assertSameState(node);
    }

    @Test
    void aMicroblockOfAnotherChainStopsEverything() {
      CertifiedMicroblock one = chain.append(scene.payment(0));
      var emptied = new Microblock(one.header(), List.of());
      var broken = new CertifiedMicroblock(emptied, one.certificate());
      assertThatThrownBy(() -> node.finalised(broken)).isInstanceOf(InconsistentChain.class);
    }
  }
}
