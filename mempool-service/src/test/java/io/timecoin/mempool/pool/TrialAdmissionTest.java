package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What would become of transactions, and that asking changes nothing. */
class TrialAdmissionTest {
  private final PoolScene scene = new PoolScene();

  private static List<TrialVerdict> ask(PoolScene scene, Transaction... transactions) {
    return scene.mempool.trial().judge(List.of(transactions), scene.time());
  }

  private List<TrialVerdict> ask(Transaction... transactions) {
    return ask(scene, transactions);
  }

  private static RejectCode code(TrialVerdict verdict) {
    return refusal(verdict).code();
  }

  private static Refusal refusal(TrialVerdict verdict) {
    return ((TrialVerdict.Refused) verdict).refusal();
  }

  @Test
  void whatWouldBeLetInIsNotLetIn() {
    OutPoint coin = scene.coin(COIN);
    Transaction payment = scene.payment(coin);
    assertThat(ask(payment)).containsExactly(new TrialVerdict.Allowed(FEE));
    assertThat(scene.mempool.pool().isEmpty()).isTrue();
    assertThat(scene.table.locks()).isZero();
    assertThat(scene.mempool.drain()).isEmpty();
    assertThat(scene.mempool.lastNotice(payment.txid(), scene.now)).isEmpty();
    assertThat(scene.outcome(payment)).isEqualTo(new Outcome.Accepted(FEE));
  }

  @Test
  void aLaterOneMaySpendWhatAnEarlierOneCreatesAndNotTheOtherWayRound() {
    List<Transaction> chain = scene.chainOf(2);
    assertThat(ask(chain.get(0), chain.get(1)))
        .containsExactly(new TrialVerdict.Allowed(FEE), new TrialVerdict.Allowed(FEE));
    List<TrialVerdict> reversed = ask(chain.get(1), chain.get(0));
    assertThat(code(reversed.get(0))).isEqualTo(RejectCode.UNKNOWN_INPUT);
    assertThat(reversed.get(1)).isEqualTo(new TrialVerdict.Allowed(FEE));
    // An orphan would wait; here nothing is kept.
    assertThat(scene.mempool.orphans()).isZero();
  }

  @Test
  void aLaterRivalOfAnEarlierOneIsRefusedNamingIt() {
    OutPoint coin = scene.coin(COIN);
    Transaction first = scene.payment(coin);
    Transaction rival = scene.spend(List.of(coin), COIN - 2 * FEE);
    List<TrialVerdict> verdicts = ask(first, rival);
    assertThat(verdicts.get(0)).isEqualTo(new TrialVerdict.Allowed(FEE));
    assertThat(code(verdicts.get(1))).isEqualTo(RejectCode.INPUT_LOCKED);
    assertThat(refusal(verdicts.get(1)).otherTxid()).contains(first.txid());
  }

  @Test
  void whatARefusedOneWouldCreateIsUnknown() {
    Transaction mean = scene.spend(List.of(scene.coin(COIN)), COIN - 99_000);
    Transaction child = scene.spend(List.of(mean.outpoint(0)), COIN - 99_000 - FEE);
    List<TrialVerdict> verdicts = ask(mean, child);
    assertThat(code(verdicts.get(0))).isEqualTo(RejectCode.FEE_TOO_LOW);
    assertThat(code(verdicts.get(1))).isEqualTo(RejectCode.UNKNOWN_INPUT);
  }

  @Test
  void aRivalOfThePoolIsRefusedAndNotKeptAside() {
    OutPoint coin = scene.coin(COIN);
    scene.submit(scene.payment(coin));
    Transaction rival = scene.spend(List.of(coin), COIN - 2 * FEE);
    assertThat(code(ask(rival).getFirst())).isEqualTo(RejectCode.INPUT_LOCKED);
    assertThat(scene.mempool.keptAside()).isZero();
  }

  @Test
  void whatIsInOrFinalGetsItsOwnAnswerAlsoAsAnotherCopy() {
    Transaction payment = scene.payment(scene.coin(COIN));
    scene.submit(payment);
    assertThat(ask(payment, PoolScene.copyOf(payment)))
        .containsExactly(new TrialVerdict.Allowed(FEE), new TrialVerdict.Allowed(FEE));
    scene.finalise(payment);
    assertThat(ask(payment, PoolScene.copyOf(payment)))
        .containsExactly(new TrialVerdict.Final(1), new TrialVerdict.Final(1));
  }

  @Test
  void theSameTwiceIsAllowedTwice() {
    Transaction payment = scene.payment(scene.coin(COIN));
    assertThat(ask(payment, PoolScene.copyOf(payment)))
        .containsExactly(new TrialVerdict.Allowed(FEE), new TrialVerdict.Allowed(FEE));
    assertThat(scene.mempool.pool().isEmpty()).isTrue();
  }

  @Test
  void earlierOnesCountInAChain() {
    List<Transaction> chain = scene.chainOf(26);
    chain.subList(0, 2).forEach(scene::submit);
    List<TrialVerdict> verdicts = ask(chain.subList(2, 26).toArray(Transaction[]::new));
    assertThat(verdicts.subList(0, 23)).containsOnly(new TrialVerdict.Allowed(FEE));
    assertThat(code(verdicts.getLast())).isEqualTo(RejectCode.CHAIN_TOO_LONG);
    assertThat(scene.mempool.pool().size()).isEqualTo(2);
    assertThat(scene.table.locks()).isEqualTo(2);
  }

  @Test
  void inAFullPoolOneThatPaysMoreWouldDisplaceAndNobodyLeaves() {
    PoolScene full = new PoolScene(PoolLimits.defaults().withSize(2, 1_000_000));
    full.submit(full.payment(full.coin(COIN)));
    full.submit(full.payment(full.coin(COIN)));
    Transaction rich = full.spend(List.of(full.coin(COIN)), COIN - 10 * FEE);
    Transaction richer = full.spend(List.of(full.coin(COIN)), COIN - 20 * FEE);
    Transaction alike = full.payment(full.coin(COIN));
    List<TrialVerdict> verdicts = ask(full, alike, rich, richer, alike);
    assertThat(code(verdicts.get(0))).isEqualTo(RejectCode.MEMPOOL_FULL);
    assertThat(verdicts.get(1)).isEqualTo(new TrialVerdict.Allowed(10 * FEE));
    assertThat(verdicts.get(2)).isEqualTo(new TrialVerdict.Allowed(20 * FEE));
    assertThat(code(verdicts.get(3))).isEqualTo(RejectCode.MEMPOOL_FULL);
    assertThat(full.mempool.pool().size()).isEqualTo(2);
    assertThat(full.mempool.floorPerKilobyte(full.now)).isZero();
    assertThat(full.mempool.drain()).isEmpty();
  }
}
