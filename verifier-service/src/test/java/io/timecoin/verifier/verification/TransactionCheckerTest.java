package io.timecoin.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.ed25519.SignatureBatch;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import io.timecoin.verifier.recheck.Opinions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionCheckerTest {
  private final TransactionChecker checker =
      new TransactionChecker(
          new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH),
          BatchVerification.inPlainJava().newBatch(new SecureRandom()),
          Opinions.all(),
          Opinions.honest());
  private final RefusedTransactions transactions =
      new RefusedTransactions(TestTransactions.GENESIS_HASH);

  @Test
  void aGoodTransactionHasItsNamesAndNoRefusal() {
    Transaction good = transactions.good(1);
    ByteString raw = ByteString.copyFrom(good.encode());

    VerifiedTransaction answer = check(good.encode());

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

    VerifiedTransaction answer = check(raw);

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
    byte[] forged = forged(early, 0);

    assertThat(check(early).getOnlyTheTimestamp()).isTrue();
    assertThat(check(forged).getOnlyTheTimestamp()).isFalse();
    assertThat(check(forged).getRefusal().getCode())
        .isEqualTo(RejectCode.TIMESTAMP_IN_FUTURE.name());
    assertThat(check(transactions.byCode().get(RejectCode.BAD_SIGNATURE)).getOnlyTheTimestamp())
        .isFalse();
  }

  @Test
  void everyTransactionOfAGroupHasItsOwnVerdict() throws Exception {
    Map<RejectCode, byte[]> refused = transactions.byCode();
    List<byte[]> group = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    for (RejectCode code : refused.keySet()) {
      group.add(transactions.good(group.size()).encode());
      codes.add("");
      group.add(refused.get(code));
      codes.add(code.name());
    }

    group.forEach(raw -> checker.add(ByteString.copyFrom(raw), RefusedTransactions.NOW));

    assertThat(checker.verdicts())
        .extracting(verdict -> verdict.getRefusal().getCode())
        .isEqualTo(codes);
    assertThat(checker.verdicts()).isEmpty();
  }

  @Test
  void moreSignaturesThanABatchHoldsAreStillOneGroup() throws Exception {
    byte[] many = transactions.spending(600).encode();
    byte[] good = transactions.good(1).encode();
    List<byte[]> group =
        List.of(good, forged(many, 599), many, forged(many, 300), forged(good, 0), good);

    group.forEach(raw -> checker.add(ByteString.copyFrom(raw), RefusedTransactions.NOW));

    List<VerifiedTransaction> verdicts = checker.verdicts();
    assertThat(verdicts)
        .extracting(VerifiedTransaction::hasRefusal)
        .containsExactly(false, true, false, true, true, false);
    assertThat(verdicts.get(1).getRefusal().getInputIndex()).isEqualTo(599);
    assertThat(verdicts.get(3).getRefusal().getInputIndex()).isEqualTo(300);
    assertThat(verdicts.get(4).getRefusal().getInputIndex()).isZero();
  }

  @Test
  void aGroupIsFullWithABatchOfSignaturesOrAsManyTransactions() {
    checker.add(
        ByteString.copyFrom(transactions.spending(SignatureBatch.CAPACITY - 1).encode()),
        RefusedTransactions.NOW);
    assertThat(checker.isFull()).isFalse();
    checker.add(ByteString.copyFrom(transactions.good(1).encode()), RefusedTransactions.NOW);
    assertThat(checker.isFull()).isTrue();
    assertThat(checker.verdicts()).noneMatch(VerifiedTransaction::hasRefusal);

    for (int i = 0; i < SignatureBatch.CAPACITY; i++) {
      assertThat(checker.isFull()).isFalse();
      checker.add(ByteString.copyFromUtf8("nonsense " + i), RefusedTransactions.NOW);
    }
    assertThat(checker.isFull()).isTrue();
  }

  @Test
  void aDiscardedGroupLeavesNothingBehind() throws Exception {
    byte[] good = transactions.good(1).encode();
    checker.add(ByteString.copyFrom(forged(good, 0)), RefusedTransactions.NOW);

    checker.discard();

    assertThat(check(good).hasRefusal()).isFalse();
  }

  private static byte[] forged(byte[] raw, int badInput) throws DecodeException {
    Transaction transaction = Transaction.decode(raw);
    var inputs = new ArrayList<>(transaction.inputs());
    byte[] scriptSig = inputs.get(badInput).scriptSig().toByteArray();
    scriptSig[ScriptSig.SIZE - 1] ^= 1;
    inputs.set(
        badInput,
        inputs.get(badInput).with(io.timecoin.protocol.transaction.ByteString.of(scriptSig)));
    return transaction.withInputs(inputs).encode();
  }

  private VerifiedTransaction check(byte[] raw) {
    checker.add(ByteString.copyFrom(raw), RefusedTransactions.NOW);
    return checker.verdicts().getFirst();
  }
}
