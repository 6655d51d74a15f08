package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.utxo.UtxoState;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MempoolTest {
  private static final long FEE = 200_000;

  private final PoolScene scene = new PoolScene();

  private static RejectCode code(Outcome outcome) {
    return ((Outcome.Rejected) outcome).refusal().code();
  }

  private Transaction payment(OutPoint coin) {
    return scene.spend(List.of(coin), COIN - FEE);
  }

  @Nested
  class Admission {
    @Test
    void aValidPaymentIsInAndHoldsItsInput() {
      OutPoint coin = scene.coin(COIN);
      Transaction payment = payment(coin);
      assertThat(scene.outcome(payment)).isEqualTo(new Outcome.Accepted(FEE));
      assertThat(scene.table.state(coin))
          .isEqualTo(new UtxoState.Locked(payment.txid(), scene.now, true));
    }

    @Test
    void theSameAgainAndAnotherCopyGetTheSameAnswer() {
      Transaction payment = payment(scene.coin(COIN));
      scene.submit(payment);
      assertThat(scene.outcome(payment)).isEqualTo(new Outcome.Accepted(FEE));
      assertThat(scene.outcome(PoolScene.copyOf(payment))).isEqualTo(new Outcome.Accepted(FEE));
      assertThat(scene.mempool.pool().size()).isEqualTo(1);
    }

    @Test
    void aRefusedCopyOfAnAcceptedOneIsAccepted() {
      Transaction payment = payment(scene.coin(COIN));
      scene.submit(payment);
      Hash256 copy = PoolScene.copyOf(payment).wtxid();
      scene
          .mempool
          .admission()
          .refuse(
              Optional.of(payment.txid()),
              copy,
              PoolScene.client(),
              Refusal.of(RejectCode.BAD_SIGNATURE, "bad"),
              scene.now);
      assertThat(PoolScene.outcomes(scene.mempool.drain()))
          .containsEntry(copy, new Outcome.Accepted(FEE));
    }

    @Test
    void aVerifiersRefusalIsToldAndRemembered() {
      Hash256 wtxid = new Hash256(1, 2, 3, 4);
      var refusal = Refusal.of(RejectCode.DUST, "dust");
      scene
          .mempool
          .admission()
          .refuse(Optional.of(wtxid), wtxid, PoolScene.client(), refusal, scene.now);
      assertThat(PoolScene.outcomes(scene.mempool.drain()))
          .containsEntry(wtxid, new Outcome.Rejected(refusal));
      assertThat(scene.mempool.lastNotice(wtxid, scene.now)).isPresent();
      long later = scene.now + Duration.ofHours(1).toMillis();
      assertThat(scene.mempool.lastNotice(wtxid, later)).isEmpty();
    }

    @Test
    void wrongKey() {
      Transaction theft =
          scene.spend(ChainKeys.wallet(1), 0, List.of(scene.coin(COIN)), COIN - FEE);
      assertThat(code(scene.outcome(theft))).isEqualTo(RejectCode.WRONG_KEY);
    }

    @Test
    void insufficientFunds() {
      Transaction greedy = scene.spend(List.of(scene.coin(COIN)), COIN + 1);
      assertThat(code(scene.outcome(greedy))).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
    }

    @Test
    void feeTooLow() {
      Transaction mean = scene.spend(List.of(scene.coin(COIN)), COIN - 99_000);
      assertThat(code(scene.outcome(mean))).isEqualTo(RejectCode.FEE_TOO_LOW);
    }

    @Test
    void notFinalByHeightAndByTime() {
      int later = Math.toIntExact(scene.now / 1_000 + 1);
      Transaction byHeight = scene.spend(scene.owner, 2, List.of(scene.coin(COIN)), COIN - FEE);
      Transaction byTime = scene.spend(scene.owner, later, List.of(scene.coin(COIN)), COIN - FEE);
      assertThat(code(scene.outcome(byHeight))).isEqualTo(RejectCode.NOT_FINAL);
      assertThat(code(scene.outcome(byTime))).isEqualTo(RejectCode.NOT_FINAL);
      scene.now += 1_000;
      assertThat(scene.outcome(byTime)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aRivalIsRefusedNamingTheOwnerAndItsBytesAreKept() {
      OutPoint coin = scene.coin(COIN);
      Transaction first = payment(coin);
      Transaction rival = scene.spend(List.of(coin), COIN - 2 * FEE);
      scene.submit(first);
      var refusal = ((Outcome.Rejected) scene.outcome(rival)).refusal();
      assertThat(refusal.code()).isEqualTo(RejectCode.INPUT_LOCKED);
      assertThat(refusal.otherTxid()).contains(first.txid());
      assertThat(scene.mempool.body(rival.wtxid())).contains(rival);
      scene.expireAt(scene.now + Duration.ofMinutes(5).toMillis());
      assertThat(scene.mempool.body(rival.wtxid())).isEmpty();
    }

    @Test
    void aRivalThatCouldNeverBeFinalIsNotKept() {
      OutPoint coin = scene.coin(COIN);
      scene.submit(payment(coin));
      Transaction thief = scene.spend(ChainKeys.wallet(1), 0, List.of(coin), COIN - 2 * FEE);
      assertThat(code(scene.outcome(thief))).isEqualTo(RejectCode.INPUT_LOCKED);
      assertThat(scene.mempool.body(thief.wtxid())).isEmpty();
    }

    @Test
    void allInputsOrNone() {
      OutPoint free = scene.coin(COIN);
      OutPoint taken = scene.coin(COIN);
      scene.submit(payment(taken));
      scene.submit(scene.spend(List.of(free, taken), COIN));
      assertThat(scene.table.state(free)).isEqualTo(new UtxoState.Unspent());
    }

    @Test
    void whatAFinalTransactionSpentIsSpentNamingItAndItsMicroblock() {
      OutPoint coin = scene.coin(COIN);
      Transaction winner = payment(coin);
      scene.finalise(winner);
      var refusal =
          ((Outcome.Rejected) scene.outcome(scene.spend(List.of(coin), COIN - 2 * FEE))).refusal();
      assertThat(refusal.code()).isEqualTo(RejectCode.INPUT_SPENT);
      assertThat(refusal.otherTxid()).contains(winner.txid());
      assertThat(refusal.otherSequence()).isEqualTo(1);
    }

    @Test
    void aFinalOneSubmittedAgainIsFinalAlsoAsAnotherCopy() {
      Transaction payment = payment(scene.coin(COIN));
      scene.submit(payment);
      scene.finalise(payment);
      assertThat(scene.outcome(payment)).isEqualTo(new Outcome.Final(1));
      assertThat(scene.outcome(PoolScene.copyOf(payment))).isEqualTo(new Outcome.Final(1));
    }
  }

  @Nested
  class Chains {
    private List<Transaction> chainOf(int length) {
      List<Transaction> chain = new ArrayList<>();
      OutPoint tip = scene.coin(COIN);
      long value = COIN;
      for (int i = 0; i < length; i++) {
        value -= FEE;
        Transaction next = scene.spend(List.of(tip), value);
        chain.add(next);
        tip = next.outpoint(0);
      }
      return chain;
    }

    @Test
    void twentyFiveDeepAndNoDeeper() {
      List<Transaction> chain = chainOf(26);
      chain.subList(0, 25).forEach(scene::submit);
      assertThat(scene.mempool.pool().size()).isEqualTo(25);
      assertThat(code(scene.outcome(chain.get(25)))).isEqualTo(RejectCode.CHAIN_TOO_LONG);
      scene.finalise(chain.get(0));
      assertThat(scene.outcome(chain.get(25))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aWinnerAbortsTheLoserWithItsDescendantsAndFreesTheirOtherInputs() {
      OutPoint contested = scene.coin(COIN);
      OutPoint other = scene.coin(COIN);
      OutPoint third = scene.coin(COIN);
      Transaction loser = scene.spend(List.of(contested, other), 2 * COIN - 2 * FEE);
      Transaction child = scene.spend(List.of(loser.outpoint(0), third), 3 * COIN - 5 * FEE);
      scene.submit(loser);
      scene.submit(child);
      Transaction winner = payment(contested);
      var outcomes = PoolScene.outcomes(scene.finalise(winner));
      var aborted = new Outcome.Aborted(winner.txid(), 1);
      assertThat(outcomes)
          .containsEntry(loser.wtxid(), aborted)
          .containsEntry(child.wtxid(), aborted);
      assertThat(scene.table.state(other)).isEqualTo(new UtxoState.Unspent());
      assertThat(scene.table.state(third)).isEqualTo(new UtxoState.Unspent());
      assertThat(scene.table.state(loser.outpoint(0))).isEqualTo(new UtxoState.Absent());
      assertThat(scene.table.state(contested))
          .isEqualTo(new UtxoState.SpentFinalized(winner.txid(), 1));
      assertThat(scene.mempool.pool().isEmpty()).isTrue();
    }

    @Test
    void aChildStaysWhenItsParentIsFinal() {
      List<Transaction> chain = chainOf(2);
      chain.forEach(scene::submit);
      var outcomes = PoolScene.outcomes(scene.finalise(chain.get(0)));
      assertThat(outcomes).containsEntry(chain.get(0).wtxid(), new Outcome.Final(1));
      assertThat(scene.mempool.pool().byTxid(chain.get(1).txid())).isPresent();
      assertThat(scene.table.state(chain.get(0).outpoint(0)))
          .isEqualTo(new UtxoState.Locked(chain.get(1).txid(), scene.now, true));
    }

    @Test
    void aChildLiftsItsParent() {
      Transaction parent = payment(scene.coin(COIN));
      Transaction child = scene.spend(List.of(parent.outpoint(0)), COIN - 50 * FEE);
      Transaction middling = scene.spend(List.of(scene.coin(COIN)), COIN - 5 * FEE);
      scene.submit(middling);
      scene.submit(parent);
      scene.submit(child);
      assertThat(scene.mempool.pool().select(10, Long.MAX_VALUE, _ -> true))
          .extracting(PoolEntry::transaction)
          .containsExactly(parent, child, middling);
      assertThat(scene.mempool.pool().select(1, Long.MAX_VALUE, _ -> true))
          .extracting(PoolEntry::transaction)
          .containsExactly(middling);
    }
  }

  @Nested
  class Orphans {
    @Test
    void anOrphanWaitsUntilItsParentIsAccepted() {
      Transaction parent = payment(scene.coin(COIN));
      Transaction child = scene.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE);
      assertThat(scene.submit(child))
          .singleElement()
          .isEqualTo(new PoolChange.SpenderWanted(child.wtxid(), 0, parent.outpoint(0)));
      scene.mempool.admission().spenderFound(child.wtxid(), 0, Optional.empty(), scene.now);
      assertThat(PoolScene.outcomes(scene.mempool.drain()).get(child.wtxid()))
          .isInstanceOf(Outcome.Waiting.class);
      assertThat(PoolScene.outcomes(scene.submit(parent)).keySet())
          .containsExactly(parent.wtxid(), child.wtxid());
      assertThat(scene.mempool.orphans()).isZero();
      assertThat(scene.mempool.lowestWaitingOffset()).isEmpty();
    }

    @Test
    void anOrphanWaitsUntilItsParentIsFinal() {
      Transaction parent = payment(scene.coin(COIN));
      Transaction child = scene.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE);
      scene.submit(child);
      assertThat(PoolScene.outcomes(scene.finalise(parent)))
          .containsEntry(child.wtxid(), new Outcome.Accepted(FEE));
    }

    @Test
    void theLedgerKnowsAnOlderSpender() {
      Transaction late = payment(new OutPoint(new Hash256(9, 9, 9, 9), 0));
      scene.submit(late);
      var spender = new Spender.Final(new Hash256(7, 7, 7, 7), 42);
      scene.mempool.admission().spenderFound(late.wtxid(), 0, Optional.of(spender), scene.now);
      var refusal =
          ((Outcome.Rejected) PoolScene.outcomes(scene.mempool.drain()).get(late.wtxid()))
              .refusal();
      assertThat(refusal.code()).isEqualTo(RejectCode.INPUT_SPENT);
      assertThat(refusal.otherTxid()).contains(spender.txid());
      assertThat(refusal.otherSequence()).isEqualTo(42);
    }

    @Test
    void theLedgerKnowsThatItIsFinalItself() {
      Transaction old = payment(new OutPoint(new Hash256(9, 9, 9, 9), 0));
      scene.submit(old);
      var itself = Optional.of(new Spender.Final(old.txid(), 42));
      scene.mempool.admission().spenderFound(old.wtxid(), 0, itself, scene.now);
      assertThat(PoolScene.outcomes(scene.mempool.drain()))
          .containsEntry(old.wtxid(), new Outcome.Final(42));
    }

    @Test
    void anOrphanEndsAfterFiveMinutes() {
      Transaction orphan = payment(new OutPoint(new Hash256(9, 9, 9, 9), 0));
      scene.submit(orphan);
      long end = scene.now + Duration.ofMinutes(5).toMillis();
      assertThat(scene.expireAt(end - 1)).isEmpty();
      assertThat(code(PoolScene.outcomes(scene.expireAt(end)).get(orphan.wtxid())))
          .isEqualTo(RejectCode.UNKNOWN_INPUT);
    }

    @Test
    void onePeerHoldsItsShareOnly() {
      var limits = PoolLimits.defaults();
      for (int i = 0; i < limits.orphans() / PoolLimits.PEER_SHARE; i++) {
        scene.submit(payment(new OutPoint(new Hash256(9, 9, 9, i), 0)), PoolScene.peer(1));
      }
      Transaction one = payment(new OutPoint(new Hash256(8, 8, 8, 8), 0));
      var refused = PoolScene.outcomes(scene.submit(one, PoolScene.peer(1))).get(one.wtxid());
      assertThat(code(refused)).isEqualTo(RejectCode.ORPHAN_LIMIT);
      assertThat(scene.submit(one, PoolScene.peer(2)))
          .singleElement()
          .isInstanceOf(PoolChange.SpenderWanted.class);
    }

    @Test
    void whatAParentInThePoolDoesNotCreateNeverComes() {
      Transaction parent = payment(scene.coin(COIN));
      scene.submit(parent);
      Transaction child = scene.spend(List.of(new OutPoint(parent.txid(), 5)), COIN - 2 * FEE);
      assertThat(code(scene.outcome(child))).isEqualTo(RejectCode.UNKNOWN_INPUT);
    }
  }

  @Nested
  class FullPool {
    private final PoolScene small = new PoolScene(PoolLimits.defaults().withSize(3, 1 << 20));

    private Transaction paying(long fee) {
      return small.spend(List.of(small.coin(COIN)), COIN - fee);
    }

    @Test
    void theLowestRateLeavesForWhoPaysMoreAndTheFloorRisesAndHalves() {
      Transaction cheap = paying(FEE);
      Transaction dearer = paying(2 * FEE);
      Transaction dearest = paying(3 * FEE);
      List.of(dearer, cheap, dearest).forEach(small::submit);
      Transaction equal = paying(FEE);
      assertThat(code(small.outcome(equal))).isEqualTo(RejectCode.MEMPOOL_FULL);
      Transaction barely = paying(FEE + cheap.size());
      assertThat(code(small.outcome(barely))).isEqualTo(RejectCode.MEMPOOL_FULL);

      Transaction newcomer = paying(4 * FEE);
      var outcomes = PoolScene.outcomes(small.submit(newcomer));
      assertThat(outcomes.get(cheap.wtxid())).isInstanceOf(Outcome.Evicted.class);
      assertThat(outcomes).containsEntry(newcomer.wtxid(), new Outcome.Accepted(4 * FEE));

      long floor = small.mempool.floorPerKilobyte(small.now);
      assertThat(floor).isEqualTo(Math.ceilDiv(FEE * 1_000, cheap.size()));
      assertThat(small.mempool.floorPerKilobyte(small.now + 600_000)).isEqualTo(floor / 2);
      small.finalise(newcomer);
      assertThat(code(small.outcome(paying(FEE - 1_000)))).isEqualTo(RejectCode.FEE_BELOW_FLOOR);
      small.now += 600_000;
      assertThat(small.outcome(paying(FEE - 1_000))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void anEvictedParentTakesItsChildrenAndIsNeverEvictedByThem() {
      Transaction parent = paying(FEE);
      Transaction child = small.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE);
      Transaction other = paying(3 * FEE);
      List.of(parent, child, other).forEach(small::submit);
      Transaction grandchild = small.spend(List.of(child.outpoint(0)), COIN - 20 * FEE);
      var outcomes = PoolScene.outcomes(small.submit(grandchild));
      assertThat(outcomes.get(other.wtxid())).isInstanceOf(Outcome.Evicted.class);
      assertThat(outcomes.get(grandchild.wtxid())).isInstanceOf(Outcome.Accepted.class);

      Transaction rich = paying(100 * FEE);
      var second = PoolScene.outcomes(small.submit(rich));
      assertThat(second.get(rich.wtxid())).isInstanceOf(Outcome.Accepted.class);
      assertThat(second.values()).filteredOn(Outcome.Evicted.class::isInstance).hasSize(3);
      assertThat(small.table.locks()).isEqualTo(1);
    }

    @Test
    void bytesCountToo() {
      var scene = new PoolScene(PoolLimits.defaults().withSize(1_000, 100_000));
      for (int i = 0; i < 1_000; i++) {
        scene.submit(scene.spend(List.of(scene.coin(COIN)), COIN - FEE));
      }
      assertThat(scene.mempool.pool().bytes()).isBetween(99_000L, 100_000L);
    }
  }

  @Nested
  class Leaving {
    @Test
    void afterTwoHoursWithItsDescendants() {
      Transaction parent = payment(scene.coin(COIN));
      scene.submit(parent);
      scene.now += 60_000;
      Transaction child = scene.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE);
      scene.submit(child);
      long end = PoolScene.START + Duration.ofHours(2).toMillis();
      assertThat(scene.expireAt(end - 1)).isEmpty();
      assertThat(PoolScene.outcomes(scene.expireAt(end)).values())
          .containsOnly(new Outcome.Expired())
          .hasSize(2);
      assertThat(scene.table.locks()).isZero();
    }

    @Test
    void aFinalCopyIsTheFinalityOfTheOneInThePool() {
      Transaction payment = payment(scene.coin(COIN));
      scene.submit(payment);
      assertThat(PoolScene.outcomes(scene.finalise(PoolScene.copyOf(payment))))
          .containsEntry(payment.wtxid(), new Outcome.Final(1));
    }

    @Test
    void aRivalThatWasRefusedIsToldItsFinality() {
      OutPoint coin = scene.coin(COIN);
      Transaction first = payment(coin);
      Transaction rival = scene.spend(List.of(coin), COIN - 2 * FEE);
      scene.submit(first);
      scene.submit(rival);
      assertThat(PoolScene.outcomes(scene.finalise(rival)))
          .containsEntry(first.wtxid(), new Outcome.Aborted(rival.txid(), 1))
          .containsEntry(rival.wtxid(), new Outcome.Final(1));
    }

    @Test
    void whoNeverWasHereIsNotSpokenOf() {
      assertThat(scene.finalise(payment(scene.coin(COIN)))).isEmpty();
    }

    @Test
    void theEndIsRemembered() {
      Transaction payment = payment(scene.coin(COIN));
      scene.submit(payment);
      scene.finalise(payment);
      assertThat(scene.mempool.lastNotice(payment.txid(), scene.now))
          .get()
          .extracting("outcome", InstanceOfAssertFactories.type(Outcome.class))
          .isEqualTo(new Outcome.Final(1));
    }
  }
}
