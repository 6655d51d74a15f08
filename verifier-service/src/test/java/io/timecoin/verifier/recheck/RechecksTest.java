package io.timecoin.verifier.recheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.transaction.Transaction;
import io.timecoin.verifier.verification.RefusedTransactions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RechecksTest {
  private final TakenOut takenOut = new TakenOut();
  private final List<Disagreement> alarms = new ArrayList<>();
  private final Transaction transaction =
      new RefusedTransactions(TestTransactions.GENESIS_HASH).good(1);
  private final AcceptedSignature accepted =
      AcceptedSignature.of(
          new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH), transaction, 0);

  @Test
  void agreementIsCountedAndNothingElse() {
    Rechecks rechecks = Opinions.rechecks(new IndependentOpinion(), takenOut, alarms::add);

    rechecks.check(accepted);

    assertThat(rechecks.agreed()).isEqualTo(1);
    assertThat(rechecks.disagreed()).isZero();
    assertThat(takenOut.isTrue()).isFalse();
    assertThat(alarms).isEmpty();
    rechecks.refuseIfTakenOut();
  }

  @Test
  void theOtherImplementationFindsAForgedSignature() {
    Rechecks rechecks = Opinions.rechecks(new IndependentOpinion(), takenOut, alarms::add);
    Signature other = KeyPair.fromSeed(new byte[32]).sign(new byte[32]);
    var forged =
        new AcceptedSignature(
            accepted.publicKey(), other, accepted.message(), accepted.txid(), accepted.input());

    assertThatThrownBy(() -> rechecks.check(forged)).isInstanceOf(TakenOutException.class);

    assertThat(alarms).hasSize(1);
  }

  @Test
  void aDisagreementTakesOutTellsAndIsCounted() {
    Rechecks rechecks =
        Opinions.rechecks(
            Opinions.refusing(accepted.publicKey().toByteArray()), takenOut, alarms::add);

    assertThatThrownBy(() -> rechecks.check(accepted)).isInstanceOf(TakenOutException.class);

    var expected = new Disagreement(accepted, "first", "liar", Opinions.AT);
    assertThat(alarms).containsExactly(expected);
    assertThat(takenOut.cause()).contains(expected);
    assertThat(rechecks.disagreed()).isEqualTo(1);
    assertThatThrownBy(rechecks::refuseIfTakenOut).isInstanceOf(TakenOutException.class);
  }

  @Test
  void itIsTakenOutBeforeAnybodyIsTold() {
    List<Boolean> atAlarm = new ArrayList<>();
    Rechecks rechecks =
        Opinions.rechecks(
            Opinions.refusing(accepted.publicKey().toByteArray()),
            takenOut,
            _ -> atAlarm.add(takenOut.isTrue()));

    assertThatThrownBy(() -> rechecks.check(accepted)).isInstanceOf(TakenOutException.class);

    assertThat(atAlarm).containsExactly(true);
  }

  @Test
  void theFirstCauseStays() {
    var first = new Disagreement(accepted, "a", "b", Opinions.AT);
    takenOut.because(first);
    takenOut.because(new Disagreement(accepted, "c", "d", Opinions.AT));

    assertThat(takenOut.cause()).contains(first);
  }

  @Test
  void theSentenceHoldsAllThatIsNeededToJudgeAgain() {
    String sentence = new Disagreement(accepted, "batches", "BouncyCastle", Opinions.AT).sentence();

    assertThat(sentence)
        .startsWith("TC-VER-001: ")
        .contains("batches", "BouncyCastle", transaction.txid().toString())
        .contains(accepted.publicKey().toString(), accepted.signature().toString())
        .contains(accepted.message().toString());
  }
}
