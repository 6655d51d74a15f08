package io.timecoin.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionCheckerTest {
  private final TransactionChecker checker =
      new TransactionChecker(new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH));
  private final RefusedTransactions transactions =
      new RefusedTransactions(TestTransactions.GENESIS_HASH);

  @Test
  void aGoodTransactionHasItsNamesAndNoRefusal() {
    Transaction good = transactions.good(1);
    ByteString raw = ByteString.copyFrom(good.encode());

    VerifiedTransaction answer = checker.check(raw, RefusedTransactions.NOW);

    assertThat(answer.hasRefusal()).isFalse();
    assertThat(answer.getTransaction()).isEqualTo(raw);
    assertThat(answer.getTxid().toByteArray()).isEqualTo(good.txid().toByteArray());
    assertThat(answer.getWtxid().toByteArray()).isEqualTo(good.wtxid().toByteArray());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = "^(TX_|BAD_|NO_INPUTS|NO_OUTPUTS|TOO_|DUPLICATE|VALUE|DUST|TIMESTAMP).*")
  void everyRuleHasItsCode(RejectCode code) {
    byte[] raw = transactions.byCode().get(code);

    VerifiedTransaction answer = checker.check(ByteString.copyFrom(raw), RefusedTransactions.NOW);

    assertThat(answer.getRefusal().getCode()).isEqualTo(code.name());
    assertThat(answer.getRefusal().getDetail()).isNotEmpty();
    assertThat(answer.getWtxid().toByteArray()).isEqualTo(Sha256.hash(raw).toByteArray());
  }

  @Test
  void theFixturesCoverEveryStatelessCode() {
    assertThat(transactions.byCode().keySet())
        .containsExactlyElementsOf(
            Arrays.stream(RejectCode.values()).filter(RejectCode::stateless).toList());
  }

  @Test
  void bytesThatAreTooLargeAreLeftOut() {
    Map<RejectCode, byte[]> raw = transactions.byCode();

    VerifiedTransaction tooLarge = check(raw.get(RejectCode.TX_TOO_LARGE));
    VerifiedTransaction malformed = check(raw.get(RejectCode.TX_MALFORMED));

    assertThat(tooLarge.getTransaction()).isEqualTo(ByteString.EMPTY);
    assertThat(tooLarge.getTxid()).isEqualTo(ByteString.EMPTY);
    assertThat(malformed.getTransaction()).isNotEqualTo(ByteString.EMPTY);
    assertThat(malformed.getTxid()).isEqualTo(ByteString.EMPTY);
  }

  @Test
  void theFirstBadInputIsNamed() {
    VerifiedTransaction answer = check(transactions.byCode().get(RejectCode.BAD_SIGNATURE));

    assertThat(answer.getRefusal().getInputIndex()).isEqualTo(1);
  }

  @Test
  void anEarlyTransactionSaysWhetherOnlyItsTimestampIsAtFault() throws Exception {
    byte[] early = transactions.byCode().get(RejectCode.TIMESTAMP_IN_FUTURE);
    byte[] forged = forged(early);

    assertThat(check(early).getOnlyTheTimestamp()).isTrue();
    assertThat(check(forged).getOnlyTheTimestamp()).isFalse();
    assertThat(check(forged).getRefusal().getCode())
        .isEqualTo(RejectCode.TIMESTAMP_IN_FUTURE.name());
    assertThat(check(transactions.byCode().get(RejectCode.BAD_SIGNATURE)).getOnlyTheTimestamp())
        .isFalse();
  }

  private static byte[] forged(byte[] raw) throws DecodeException {
    Transaction transaction = Transaction.decode(raw);
    return transaction
        .withInputs(
            transaction.inputs().stream()
                .map(
                    input -> {
                      byte[] scriptSig = input.scriptSig().toByteArray();
                      scriptSig[ScriptSig.SIZE - 1] ^= 1;
                      return input.with(io.timecoin.protocol.transaction.ByteString.of(scriptSig));
                    })
                .toList())
        .encode();
  }

  private VerifiedTransaction check(byte[] raw) {
    return checker.check(ByteString.copyFrom(raw), RefusedTransactions.NOW);
  }
}
