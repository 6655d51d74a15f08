package io.timecoin.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.SigningMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroblockTransactionRulesTest extends MicroblockRulesFixture {
  @Test
  void noTxidIsTwiceInIt() {
    assertDefect(microblock(List.of(payment, payment)), MicroblockDefect.DUPLICATE_TXID);
  }

  @Test
  void aTransactionMaySpendWhatAnEarlierOneCreates() {
    Transaction child = childOf(payment);
    assertThat(judge(microblock(List.of(payment, child))))
        .isInstanceOf(MicroblockVerdict.Valid.class);
    assertRefused(microblock(List.of(child, payment)), RejectCode.UNKNOWN_INPUT);
  }

  @Test
  void twoTransactionsCannotSpendOneOutput() {
    Transaction rival = chain.pay(chain.wallet(0), chain.walletAddress(2), AMOUNT);
    assertRefused(microblock(List.of(payment, rival)), RejectCode.INPUT_SPENT);
  }

  @Test
  void whatAFinalTransactionHasSpentIsNamed() {
    Transaction rival = chain.pay(chain.wallet(0), chain.walletAddress(2), AMOUNT);
    chain.append(payment);
    assertThat(judge(chain.microblock(List.of(rival), chain.tip().timeMillis() + 1)))
        .isInstanceOfSatisfying(
            MicroblockVerdict.Invalid.class,
            invalid -> {
              var refusal = invalid.refusal().orElseThrow();
              assertThat(refusal.code()).isEqualTo(RejectCode.INPUT_SPENT);
              assertThat(refusal.otherTxid()).contains(payment.txid());
              assertThat(refusal.otherSequence()).isEqualTo(1);
            });
  }

  @Test
  void theMicroblocksTimeJudgesTimestampsRoundedDown() {
    long seconds = TestChain.GENESIS_TIME + 1 + Limits.MAX_FUTURE_SECONDS;
    Transaction latest = signed(seconds, 0);
    Transaction later = signed(seconds + 1, 0);
    assertThat(judge(microblock(List.of(latest), START + 1_999)))
        .isInstanceOf(MicroblockVerdict.Valid.class);
    assertRefused(microblock(List.of(later), START + 1_999), RejectCode.TIMESTAMP_IN_FUTURE);
    assertThat(judge(microblock(List.of(later), START + 2_000)))
        .isInstanceOf(MicroblockVerdict.Valid.class);
  }

  @Test
  void lockTimesAreJudgedByTheNextSealsHeightAndTheMicroblocksTime() {
    assertThat(judge(microblock(List.of(signed(0, 1)))))
        .isInstanceOf(MicroblockVerdict.Valid.class);
    assertRefused(microblock(List.of(signed(0, 2))), RejectCode.NOT_FINAL);
    int now = (int) (TestChain.GENESIS_TIME + 1);
    assertThat(judge(microblock(List.of(signed(0, now)))))
        .isInstanceOf(MicroblockVerdict.Valid.class);
    assertRefused(microblock(List.of(signed(0, now + 1))), RejectCode.NOT_FINAL);
  }

  @Test
  void signaturesAreCheckedUnlessTheCallerKnowsThem() {
    var input = payment.inputs().getFirst();
    byte[] scriptSig = input.scriptSig().toByteArray();
    scriptSig[40] ^= 1;
    Transaction forged = payment.withInputs(List.of(input.with(ByteString.of(scriptSig))));
    assertRefused(microblock(List.of(forged)), RejectCode.BAD_SIGNATURE);
    assertThat(judge(microblock(List.of(forged)), StatelessCheck.timestampOnly(stateless)))
        .isInstanceOf(MicroblockVerdict.Valid.class);
  }

  @Test
  void theStatelessCheckIsTheCallers() {
    StatelessCheck refusing =
        (transaction, tSeconds) -> {
          assertThat(transaction).isEqualTo(payment);
          assertThat(tSeconds).isEqualTo(TestChain.GENESIS_TIME + 1);
          return Verdict.refused(Refusal.of(RejectCode.BAD_VERSION, "none is good"));
        };
    assertThat(judge(good, refusing))
        .isInstanceOfSatisfying(
            MicroblockVerdict.Invalid.class,
            invalid ->
                assertThat(invalid.refusal().orElseThrow().code())
                    .isEqualTo(RejectCode.BAD_VERSION));
  }

  @Test
  void aCoinbaseIsNeverAmongTheTransactions() {
    var coinbase =
        new Transaction(1, List.of(), List.of(Output.payTo(chain.walletAddress(0), AMOUNT)), 1, 0);
    assertRefused(microblock(List.of(coinbase)), RejectCode.NO_INPUTS);
  }

  private Transaction childOf(Transaction parent) {
    return signed(chain.wallet(1), parent.outpoint(0), AMOUNT - 100_000_000, 0, 0);
  }

  private Transaction signed(long timestamp, int lockTime) {
    OutPoint outpoint = chain.unspentOf(chain.walletAddress(0)).getFirst().outpoint();
    return signed(chain.wallet(0), outpoint, AMOUNT, timestamp, lockTime);
  }

  private Transaction signed(
      KeyPair owner, OutPoint outpoint, long value, long timestamp, int lockTime) {
    var unsigned =
        new Transaction(
            1,
            List.of(Input.unsigned(outpoint)),
            List.of(Output.payTo(chain.walletAddress(3), value)),
            lockTime,
            timestamp);
    byte[] message = SigningMessage.of(chain.genesisHash(), unsigned.txid(), 0);
    var scriptSig = new ScriptSig(owner.publicKey(), owner.sign(message)).encoded();
    return unsigned.withInputs(List.of(unsigned.inputs().getFirst().with(scriptSig)));
  }

  private void assertRefused(Microblock microblock, RejectCode code) {
    assertThat(judge(microblock))
        .isInstanceOfSatisfying(
            MicroblockVerdict.Invalid.class,
            invalid -> {
              assertThat(invalid.defect()).isEqualTo(MicroblockDefect.BAD_TRANSACTION);
              assertThat(invalid.refusal().orElseThrow().code()).isEqualTo(code);
            });
  }
}
