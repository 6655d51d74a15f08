package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static io.timecoin.mempool.pool.PoolScene.code;
import static io.timecoin.mempool.pool.PoolScene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.utxo.UtxoState;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who comes in and who is refused, and what each is told (PROTOCOL §4.3, §4.4, §5.1, §5.2). */
class AdmissionControlTest {
  private final PoolScene scene = new PoolScene();

  @Test
  void aValidPaymentIsInAndHoldsItsInput() {
    OutPoint coin = scene.coin(COIN);
    Transaction payment = scene.payment(coin);
    assertThat(scene.outcome(payment)).isEqualTo(new Outcome.Accepted(FEE));
    assertThat(scene.table.state(coin))
        .isEqualTo(new UtxoState.Locked(payment.txid(), scene.now, true));
  }

  @Test
  void theSameAgainAndAnotherCopyGetTheSameAnswer() {
    Transaction payment = scene.payment(scene.coin(COIN));
    scene.submit(payment);
    assertThat(scene.outcome(payment)).isEqualTo(new Outcome.Accepted(FEE));
    assertThat(scene.outcome(PoolScene.copyOf(payment))).isEqualTo(new Outcome.Accepted(FEE));
    assertThat(scene.mempool.pool().size()).isEqualTo(1);
  }

  @Test
  void aRefusedCopyOfAnAcceptedOneIsAccepted() {
    Transaction payment = scene.payment(scene.coin(COIN));
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
    assertThat(outcomes(scene.mempool.drain())).containsEntry(copy, new Outcome.Accepted(FEE));
  }

  @Test
  void aVerifiersRefusalIsToldAndRemembered() {
    Hash256 wtxid = new Hash256(1, 2, 3, 4);
    var refusal = Refusal.of(RejectCode.DUST, "dust");
    scene
        .mempool
        .admission()
        .refuse(Optional.of(wtxid), wtxid, PoolScene.client(), refusal, scene.now);
    assertThat(outcomes(scene.mempool.drain())).containsEntry(wtxid, new Outcome.Rejected(refusal));
    assertThat(scene.mempool.lastNotice(wtxid, scene.now)).isPresent();
    long later = scene.now + Duration.ofHours(1).toMillis();
    assertThat(scene.mempool.lastNotice(wtxid, later)).isEmpty();
  }

  @Test
  void whatBecameOfACopyIsToldByItsWtxidToo() {
    Hash256 wtxid = new Hash256(5, 6, 7, 8);
    // Time could heal it: told again if it comes again, but known until then.
    var refusal = Refusal.of(RejectCode.TIMESTAMP_IN_FUTURE, "too early");
    scene
        .mempool
        .admission()
        .refuse(Optional.empty(), wtxid, PoolScene.client(), refusal, scene.now);
    assertThat(scene.mempool.lastNotice(wtxid, scene.now).orElseThrow().outcome())
        .isEqualTo(new Outcome.Rejected(refusal));

    Transaction orphan = scene.spend(List.of(new OutPoint(wtxid, 0)), COIN - FEE);
    scene.submit(orphan);
    assertThat(scene.mempool.lastNotice(orphan.wtxid(), scene.now).orElseThrow().outcome())
        .isInstanceOf(Outcome.Waiting.class);
  }

  @Test
  void wrongKey() {
    Transaction theft = scene.spend(ChainKeys.wallet(1), 0, List.of(scene.coin(COIN)), COIN - FEE);
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
    Transaction first = scene.payment(coin);
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
    scene.submit(scene.payment(coin));
    Transaction thief = scene.spend(ChainKeys.wallet(1), 0, List.of(coin), COIN - 2 * FEE);
    assertThat(code(scene.outcome(thief))).isEqualTo(RejectCode.INPUT_LOCKED);
    assertThat(scene.mempool.body(thief.wtxid())).isEmpty();
  }

  @Test
  void allInputsOrNone() {
    OutPoint free = scene.coin(COIN);
    OutPoint taken = scene.coin(COIN);
    scene.submit(scene.payment(taken));
    scene.submit(scene.spend(List.of(free, taken), COIN));
    assertThat(scene.table.state(free)).isEqualTo(new UtxoState.Unspent());
  }

  @Test
  void whatAFinalTransactionSpentIsSpentNamingItAndItsMicroblock() {
    OutPoint coin = scene.coin(COIN);
    Transaction winner = scene.payment(coin);
    scene.finalise(winner);
    var refusal =
        ((Outcome.Rejected) scene.outcome(scene.spend(List.of(coin), COIN - 2 * FEE))).refusal();
    assertThat(refusal.code()).isEqualTo(RejectCode.INPUT_SPENT);
    assertThat(refusal.otherTxid()).contains(winner.txid());
    assertThat(refusal.otherSequence()).isEqualTo(1);
  }

  @Test
  void aFinalOneSubmittedAgainIsFinalAlsoAsAnotherCopy() {
    Transaction payment = scene.payment(scene.coin(COIN));
    scene.submit(payment);
    scene.finalise(payment);
    assertThat(scene.outcome(payment)).isEqualTo(new Outcome.Final(1));
    assertThat(scene.outcome(PoolScene.copyOf(payment))).isEqualTo(new Outcome.Final(1));
  }

  @Test
  void twentyFiveDeepAndNoDeeper() {
    List<Transaction> chain = scene.chainOf(26);
    chain.subList(0, 25).forEach(scene::submit);
    assertThat(scene.mempool.pool().size()).isEqualTo(25);
    assertThat(code(scene.outcome(chain.get(25)))).isEqualTo(RejectCode.CHAIN_TOO_LONG);
    scene.finalise(chain.get(0));
    assertThat(scene.outcome(chain.get(25))).isInstanceOf(Outcome.Accepted.class);
  }
}
