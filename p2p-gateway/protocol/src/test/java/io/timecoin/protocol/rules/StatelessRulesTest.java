package io.timecoin.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.testing.ProtocolVectors;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.OutputScript;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatelessRulesTest {
  private static final long NOW = TestTransactions.TIMESTAMP;

  private final StatelessRules rules =
      new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH);
  private final Ed25519Verifier verifier = new Ed25519Verifier();

  @Test
  void acceptsTheMinimalPayment() {
    var payment = minimal().sign();

    assertThat(rules.check(payment.encode(), NOW, verifier)).isEqualTo(Verdict.accepted(payment));
  }

  @Test
  void acceptsThePublishedPayments() {
    var devnet = new StatelessRules(Network.DEVNET, ProtocolVectors.genesis().hash());
    for (var payment : ProtocolVectors.payments()) {
      assertThat(devnet.check(payment.encode(), payment.timestamp(), verifier))
          .isEqualTo(Verdict.accepted(payment));
    }
  }

  @Test
  void aSignatureForAnotherNetworkIsBad() {
    var elsewhere = new StatelessRules(Network.DEVNET, TestTransactions.hash("another genesis"));

    assertThat(codeOf(elsewhere.check(minimal().sign().encode(), NOW, verifier)))
        .isEqualTo(RejectCode.BAD_SIGNATURE);
  }

  /** Every code of PROTOCOL §4.2 by a transaction with this one defect. */
  @ParameterizedTest
  @EnumSource(from = "TX_TOO_LARGE", to = "BAD_SIGNATURE")
  void everyDefectHasItsCode(RejectCode code) {
    assertThat(codeOf(rules.check(withDefect(code), NOW, verifier))).isEqualTo(code);
  }

  @Test
  void aDefectMadeLaterInTheOrderIsNotSeenBehindAnEarlierOne() {
    var key = TestKeys.wallet(0);
    var one = TestTransactions.outpoint(1);
    var badSig = ByteString.ofAscii("bad");
    // Each transaction has the defect of its line and, where they fit, those of the lines below.
    var draft = TestTransactions.draft().spend(one, badSig).timestamp(NOW + 601);
    assertThat(check(draft.version(2).unsigned())).isEqualTo(RejectCode.BAD_VERSION);
    assertThat(check(draft.version(1).unsigned())).isEqualTo(RejectCode.NO_OUTPUTS);
    assertThat(check(TestTransactions.draft().unsigned())).isEqualTo(RejectCode.NO_INPUTS);
    draft.spend(one, key).pay(TestKeys.address(1), -1).output(new Output(1, ByteString.EMPTY));
    assertThat(check(draft.sign())).isEqualTo(RejectCode.DUPLICATE_INPUT);

    var single = TestTransactions.draft().spend(one, badSig).timestamp(NOW + 601);
    single.pay(TestKeys.address(1), 1).pay(TestKeys.address(1), -1);
    assertThat(check(single.unsigned())).isEqualTo(RejectCode.VALUE_OUT_OF_RANGE);
    single.output(new Output(1, ByteString.EMPTY));
    assertThat(check(single.unsigned())).isEqualTo(RejectCode.BAD_OUTPUT_SCRIPT);

    var dust = TestTransactions.draft().spend(one, badSig).timestamp(NOW + 601);
    dust.pay(TestKeys.address(1), 545);
    assertThat(check(dust.unsigned())).isEqualTo(RejectCode.DUST);

    var future = TestTransactions.draft().spend(one, badSig).timestamp(NOW + 601);
    future.pay(TestKeys.address(1), 546);
    assertThat(check(future.unsigned())).isEqualTo(RejectCode.TIMESTAMP_IN_FUTURE);
    future.timestamp(NOW);
    assertThat(check(future.unsigned())).isEqualTo(RejectCode.BAD_SCRIPT_SIG);

    // A bad script_sig after a bad signature: the rule comes first, not the input.
    var both = TestTransactions.draft().spend(one, ByteString.of(new byte[96]));
    both.spend(TestTransactions.outpoint(2), badSig).pay(TestKeys.address(1), 546);
    assertThat(refusalOf(rules.check(both.unsigned().encode(), NOW, verifier)))
        .returns(RejectCode.BAD_SCRIPT_SIG, Refusal::code)
        .returns(OptionalInt.of(1), Refusal::inputIndex);
  }

  @Test
  void tooLargeComesBeforeMalformed() {
    assertThat(codeOf(rules.check(new byte[100_001], NOW, verifier)))
        .isEqualTo(RejectCode.TX_TOO_LARGE);
    assertThat(codeOf(rules.check(new byte[100_000], NOW, verifier)))
        .isEqualTo(RejectCode.TX_MALFORMED);
    assertThat(codeOf(rules.check(new byte[0], NOW, verifier))).isEqualTo(RejectCode.TX_MALFORMED);
  }

  @Test
  void theLargestSizeIsAllowed() {
    var filler = TestTransactions.draft().spend(TestTransactions.outpoint(1), TestKeys.wallet(0));
    while (roomForMemo(filler) > Limits.MAX_MEMO_BYTES) {
      filler.memo("x".repeat(200));
    }
    var largest = filler.memo("x".repeat(roomForMemo(filler))).sign();

    assertThat(largest.size()).isEqualTo(Limits.MAX_TRANSACTION_BYTES);
    assertThat(check(largest)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1000, ", "1001, TOO_MANY_INPUTS"})
  void countsInputs(int inputs, RejectCode code) {
    // Without signatures, which would not fit beside 1,000 inputs.
    var draft = TestTransactions.draft().pay(TestKeys.address(1), 546);
    for (int i = 0; i < inputs; i++) {
      draft.spend(TestTransactions.outpoint(i), ByteString.EMPTY);
    }

    assertThat(codeOf(rules.checkStructure(draft.unsigned()))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"1000, ", "1001, TOO_MANY_OUTPUTS"})
  void countsOutputs(int outputs, RejectCode code) {
    var draft = TestTransactions.draft().spend(TestTransactions.outpoint(1), TestKeys.wallet(0));
    for (int i = 0; i < outputs; i++) {
      draft.pay(TestKeys.address(i % 3), 546);
    }

    assertThat(check(draft.sign())).isEqualTo(code);
  }

  @Test
  void findsARepeatedInputAmongManyToo() {
    var draft = minimal();
    for (int i = 2; i < 40; i++) {
      draft.spend(TestTransactions.outpoint(i), TestKeys.wallet(0));
    }
    draft.spend(TestTransactions.outpoint(30), TestKeys.wallet(0));

    assertThat(refusalOf(rules.checkStructure(draft.unsigned())))
        .returns(RejectCode.DUPLICATE_INPUT, Refusal::code)
        .returns(OptionalInt.of(39), Refusal::inputIndex);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 0, ",
    "9223372036854775806, 546, VALUE_OUT_OF_RANGE",
    "9223372036854775807, 546, VALUE_OUT_OF_RANGE",
    "-1, 0, VALUE_OUT_OF_RANGE",
    "-9223372036854775808, -9223372036854775808, VALUE_OUT_OF_RANGE",
    "545, 546, DUST",
    "546, 546, ",
  })
  void boundsValues(long first, long second, RejectCode code) {
    var draft = minimal().pay(TestKeys.address(2), first);
    if (second != 0) {
      draft.pay(TestKeys.address(3), second);
    }
    var onlyThese = TestTransactions.draft();
    onlyThese.spend(TestTransactions.outpoint(1), TestKeys.wallet(0));
    draft.unsigned().outputs().stream().skip(1).forEach(onlyThese::output);

    assertThat(check(onlyThese.sign())).isEqualTo(code);
  }

  @Test
  void aMemoHasNoValueAndIsNoDust() {
    assertThat(check(minimal().memo("").memo("text").sign())).isNull();
    var memo = new OutputScript.Memo("text").encoded();
    assertThat(check(minimal().output(new Output(1_000, memo)).sign()))
        .isEqualTo(RejectCode.BAD_OUTPUT_SCRIPT);
  }

  @Test
  void refusesScriptsThatPayNobody() {
    var key = TestKeys.wallet(0);
    var registration =
        new OutputScript.Registration(1, key.publicKey(), "o", "r", "e", key.sign(new byte[1]));
    for (var script :
        new ByteString[] {
          registration.encoded(),
          new OutputScript.GenesisMark().encoded(),
          new OutputScript.PayToAddress(TestKeys.address(1, Network.MAINNET)).encoded(),
          ByteString.EMPTY
        }) {
      assertThat(check(minimal().output(new Output(1_000, script)).sign()))
          .isEqualTo(RejectCode.BAD_OUTPUT_SCRIPT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 600, true",
    "0, 601, false",
    "1764547300, -9223372036854775808, true",
    "1764547300, 9223372036854775807, false",
    "9223372036854775807, 9223372036854775807, true",
    "-9223372036854775808, 0, false",
  })
  void judgesTheTimestampByTheTimeGiven(long t, long timestamp, boolean allowed) {
    var transaction = minimal().timestamp(timestamp).unsigned();

    assertThat(StatelessRules.timestampAllowed(transaction, t)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 63, 64, 95})
  void everyByteOfTheScriptSigMatters(int place) {
    var payment = minimal().sign();
    byte[] scriptSig = payment.inputs().getFirst().scriptSig().toByteArray();
    scriptSig[place] ^= 1;
    var changed =
        TestTransactions.draft()
            .spend(TestTransactions.outpoint(1), ByteString.of(scriptSig))
            .pay(TestKeys.address(1), 10_000)
            .unsigned();

    assertThat(check(changed)).isEqualTo(RejectCode.BAD_SIGNATURE);
  }

  @Test
  void namesTheFirstBadSignature() {
    var draft = minimal();
    draft.spend(TestTransactions.outpoint(2), ByteString.of(new byte[96]));
    draft.spend(TestTransactions.outpoint(3), ByteString.of(new byte[96]));
    byte[] zeroKeyIsOfSmallOrderAndSignsAll = draft.sign().encode();
    assertThat(check(decode(zeroKeyIsOfSmallOrderAndSignsAll))).isNull();

    KeyPair other = TestKeys.wallet(7);
    draft = minimal();
    var foreign = TestTransactions.draft(TestTransactions.hash("elsewhere"));
    foreign.spend(TestTransactions.outpoint(2), other).pay(TestKeys.address(1), 546);
    var scriptSig = foreign.sign().inputs().getFirst().scriptSig();
    draft.spend(TestTransactions.outpoint(2), scriptSig);
    draft.spend(TestTransactions.outpoint(3), scriptSig);

    assertThat(refusalOf(rules.check(draft.sign().encode(), NOW, verifier)))
        .returns(RejectCode.BAD_SIGNATURE, Refusal::code)
        .returns(OptionalInt.of(1), Refusal::inputIndex);
  }

  /** Characters of one more memo that fills a transaction with one input up to its bound. */
  private static int roomForMemo(TestTransactions.Draft draft) {
    int memo = Output.MIN_SIZE + 1;
    return Limits.MAX_TRANSACTION_BYTES - draft.unsigned().size() - ScriptSig.SIZE - memo;
  }

  private static TestTransactions.Draft minimal() {
    return TestTransactions.draft()
        .spend(TestTransactions.outpoint(1), TestKeys.wallet(0))
        .pay(TestKeys.address(1), 10_000);
  }

  private static byte[] withDefect(RejectCode code) {
    var one = TestTransactions.outpoint(1);
    var key = TestKeys.wallet(0);
    var payee = TestKeys.address(1);
    return switch (code) {
      case TX_TOO_LARGE -> new byte[Limits.MAX_TRANSACTION_BYTES + 1];
      case TX_MALFORMED -> HexFormat.of().parseHex("01");
      case BAD_VERSION -> minimal().version(2).sign().encode();
      case NO_INPUTS -> TestTransactions.draft().pay(payee, 546).sign().encode();
      case NO_OUTPUTS -> TestTransactions.draft().spend(one, key).sign().encode();
      case TOO_MANY_INPUTS -> {
        var draft = TestTransactions.draft().pay(payee, 546);
        for (int i = 0; i <= Limits.MAX_INPUTS; i++) {
          draft.spend(TestTransactions.outpoint(i), ByteString.EMPTY);
        }
        yield draft.unsigned().encode();
      }
      case TOO_MANY_OUTPUTS -> {
        var draft = TestTransactions.draft().spend(one, key);
        for (int i = 0; i <= Limits.MAX_OUTPUTS; i++) {
          draft.pay(payee, 546);
        }
        yield draft.sign().encode();
      }
      case DUPLICATE_INPUT -> minimal().spend(one, key).sign().encode();
      case BAD_OUTPUT_SCRIPT ->
          minimal().output(new Output(546, ByteString.ofAscii("nobody"))).sign().encode();
      case VALUE_OUT_OF_RANGE -> minimal().pay(payee, Long.MAX_VALUE).sign().encode();
      case DUST -> minimal().pay(payee, 545).sign().encode();
      case TIMESTAMP_IN_FUTURE -> minimal().timestamp(NOW + 601).sign().encode();
      case BAD_SCRIPT_SIG ->
          minimal()
              .spend(TestTransactions.outpoint(2), ByteString.of(new byte[95]))
              .sign()
              .encode();
      case BAD_SIGNATURE -> {
        byte[] bytes = minimal().sign().encode();
        // The lowest byte of S: script_sig ends 4 bytes before the outputs' count.
        bytes[4 + 8 + 36 + 8 + 64] ^= 1;
        yield bytes;
      }
      case INPUT_SPENT,
          UNKNOWN_INPUT,
          INPUT_LOCKED,
          WRONG_KEY,
          INSUFFICIENT_FUNDS,
          FEE_TOO_LOW,
          NOT_FINAL,
          MEMPOOL_FULL,
          FEE_BELOW_FLOOR,
          CHAIN_TOO_LONG,
          ORPHAN_LIMIT ->
          throw new IllegalArgumentException(code + " takes more than bytes");
    };
  }

  private RejectCode check(Transaction transaction) {
    return codeOf(rules.check(transaction.encode(), NOW, verifier));
  }

  private static Transaction decode(byte[] bytes) {
    try {
      return Transaction.decode(bytes);
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  private static Refusal refusalOf(Verdict<?> verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return ((Verdict.Refused<?>) verdict).refusal();
  }

  /** Null where every rule holds. */
  private static RejectCode codeOf(Verdict<?> verdict) {
    return switch (verdict) {
      case Verdict.Accepted<?> _ -> null;
      case Verdict.Refused<?>(var refusal) -> refusal.code();
    };
  }
}
