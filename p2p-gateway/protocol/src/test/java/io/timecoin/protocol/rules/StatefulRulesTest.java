package io.timecoin.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.testing.ProtocolVectors;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.testing.TestUtxos;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.OutputScript;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatefulRulesTest {
  private static final long NOW = TestTransactions.TIMESTAMP;
  private static final long HEIGHT = 7;
  private static final OutPoint FIRST = TestTransactions.outpoint(1);
  private static final OutPoint SECOND = TestTransactions.outpoint(2);
  private static final Hash256 OTHER = TestTransactions.hash("other");

  private final StatefulRules rules = new StatefulRules(Network.DEVNET);
  private final TestUtxos utxos =
      new TestUtxos()
          .with(FIRST, TestKeys.address(0), 10_000)
          .with(SECOND, TestKeys.address(0), 10_000);

  @Test
  void givesTheFee() {
    assertThat(check(two(18_500))).isEqualTo(Verdict.accepted(new Fee(1_500)));
  }

  @Test
  void givesThePublishedFees() {
    var view = new TestUtxos();
    UnspentOutput.createdBy(ProtocolVectors.genesis().coinbase(), 0, true)
        .forEach(utxo -> view.with(utxo.outpoint(), utxo.output()));
    for (var payment : ProtocolVectors.payments()) {
      assertThat(rules.check(payment, view, HEIGHT, payment.timestamp()))
          .isEqualTo(Verdict.accepted(new Fee(10_000_000)));
      UnspentOutput.createdBy(payment, 1, false)
          .forEach(utxo -> view.with(utxo.outpoint(), utxo.output()));
    }
  }

  @Test
  void spentByAFinalTransactionNamesIt() {
    utxos.spent(SECOND, new Spender.Final(OTHER, 42));

    assertThat(refusal(two(1_000)))
        .returns(RejectCode.INPUT_SPENT, Refusal::code)
        .returns(OptionalInt.of(1), Refusal::inputIndex)
        .returns(Optional.of(OTHER), Refusal::otherTxid)
        .returns(42L, Refusal::otherSequence);
  }

  @Test
  void spentEarlierInTheMicroblockNamesThat() {
    utxos.spent(FIRST, new Spender.SameMicroblock(OTHER));

    assertThat(refusal(two(1_000)))
        .returns(RejectCode.INPUT_SPENT, Refusal::code)
        .returns(Optional.of(OTHER), Refusal::otherTxid)
        .returns(0L, Refusal::otherSequence);
  }

  @Test
  void unknownNamesTheInput() {
    var transaction = spending(FIRST, TestTransactions.outpoint(3));

    assertThat(refusal(transaction))
        .returns(RejectCode.UNKNOWN_INPUT, Refusal::code)
        .returns(OptionalInt.of(1), Refusal::inputIndex)
        .returns(Optional.empty(), Refusal::otherTxid);
  }

  @Test
  void lockedNamesTheHolder() {
    utxos.spent(SECOND, new Spender.Locked(OTHER));

    assertThat(refusal(two(1_000)))
        .returns(RejectCode.INPUT_LOCKED, Refusal::code)
        .returns(OptionalInt.of(1), Refusal::inputIndex)
        .returns(Optional.of(OTHER), Refusal::otherTxid);
  }

  @Test
  void theKeyMustOwnTheOutput() {
    utxos.with(SECOND, TestKeys.address(5), 10_000);

    assertThat(refusal(two(1_000)))
        .returns(RejectCode.WRONG_KEY, Refusal::code)
        .returns(OptionalInt.of(1), Refusal::inputIndex);
  }

  @Test
  void nobodyOwnsWhatIsNoAddress() {
    for (var script :
        new ByteString[] {
          ByteString.EMPTY,
          new OutputScript.Memo("").encoded(),
          new OutputScript.PayToAddress(TestKeys.address(0, Network.MAINNET)).encoded()
        }) {
      utxos.with(SECOND, new Output(10_000, script));
      assertThat(refusal(two(1_000)).code()).isEqualTo(RejectCode.WRONG_KEY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "20001, INSUFFICIENT_FUNDS",
    "20000, FEE_TOO_LOW",
    "19001, FEE_TOO_LOW",
    "19000, ",
  })
  void demandsFundsAndAFee(long value, RejectCode code) {
    assertThat(code(two(value))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000",
    "1000999, 1000",
    "1001000, 1001",
    "9223372036854775807, 9223372036854775",
  })
  void theFeeGrowsWithTheOutputs(long outputs, long fee) {
    assertThat(StatefulRules.minimumFee(outputs)).isEqualTo(fee);
  }

  @Test
  void sumsOfInputsAreChecked() {
    utxos.with(FIRST, TestKeys.address(0), Long.MAX_VALUE);

    assertThat(code(two(1_000))).isEqualTo(RejectCode.VALUE_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "7, true",
    "8, false",
    "499999999, false",
    "500000000, true",
    "1764547300, true",
    "1764547301, false",
    "4294967295, false",
  })
  void judgesTheLockTime(long lockTime, boolean allowed) {
    var transaction =
        TestTransactions.draft()
            .spend(FIRST, TestKeys.wallet(0))
            .pay(TestKeys.address(1), 1_000)
            .lockTime((int) lockTime)
            .sign();

    assertThat(code(transaction)).isEqualTo(allowed ? null : RejectCode.NOT_FINAL);
    assertThat(StatefulRules.lockTimeAllowed(transaction, HEIGHT, NOW)).isEqualTo(allowed);
  }

  @Test
  void theFirstRuleThatFailsIsTheAnswer() {
    var unknown = TestTransactions.outpoint(3);
    var transaction =
        TestTransactions.draft()
            .spend(unknown, TestKeys.wallet(0))
            .spend(FIRST, TestKeys.wallet(9))
            .spend(SECOND, TestKeys.wallet(0))
            .pay(TestKeys.address(1), 40_000)
            .lockTime(8)
            .sign();

    utxos.spent(SECOND, new Spender.Final(OTHER, 1));
    assertThat(code(transaction)).isEqualTo(RejectCode.INPUT_SPENT);
    utxos.with(SECOND, TestKeys.address(0), 10_000).spent(SECOND, new Spender.Locked(OTHER));
    assertThat(code(transaction)).isEqualTo(RejectCode.UNKNOWN_INPUT);
    utxos.with(unknown, TestKeys.address(0), 10_000);
    assertThat(code(transaction)).isEqualTo(RejectCode.INPUT_LOCKED);

    var unlocked =
        new TestUtxos()
            .with(unknown, TestKeys.address(0), 10_000)
            .with(FIRST, TestKeys.address(0), 10_000)
            .with(SECOND, TestKeys.address(0), 10_000);
    assertThat(codeOf(rules.check(transaction, unlocked, HEIGHT, NOW)))
        .isEqualTo(RejectCode.WRONG_KEY);
    unlocked.with(FIRST, TestKeys.address(9), 10_000);
    assertThat(codeOf(rules.check(transaction, unlocked, HEIGHT, NOW)))
        .isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
    unlocked.with(FIRST, TestKeys.address(9), 20_000);
    assertThat(codeOf(rules.check(transaction, unlocked, HEIGHT, NOW)))
        .isEqualTo(RejectCode.FEE_TOO_LOW);
    unlocked.with(FIRST, TestKeys.address(9), 21_000);
    assertThat(codeOf(rules.check(transaction, unlocked, HEIGHT, NOW)))
        .isEqualTo(RejectCode.NOT_FINAL);
    assertThat(codeOf(rules.check(transaction, unlocked, 8, NOW))).isNull();
  }

  private static Transaction two(long value) {
    return TestTransactions.draft()
        .spend(FIRST, TestKeys.wallet(0))
        .spend(SECOND, TestKeys.wallet(0))
        .pay(TestKeys.address(1), value)
        .sign();
  }

  private static Transaction spending(OutPoint one, OutPoint another) {
    return TestTransactions.draft()
        .spend(one, TestKeys.wallet(0))
        .spend(another, TestKeys.wallet(0))
        .pay(TestKeys.address(1), 1_000)
        .sign();
  }

  private Verdict<Fee> check(Transaction transaction) {
    return rules.check(transaction, utxos, HEIGHT, NOW);
  }

  private Refusal refusal(Transaction transaction) {
    var verdict = check(transaction);
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return ((Verdict.Refused<Fee>) verdict).refusal();
  }

  private RejectCode code(Transaction transaction) {
    return codeOf(check(transaction));
  }

  /** Null where every rule holds. */
  private static RejectCode codeOf(Verdict<Fee> verdict) {
    return switch (verdict) {
      case Verdict.Accepted<Fee> _ -> null;
      case Verdict.Refused<Fee>(var refusal) -> refusal.code();
    };
  }
}
