package io.timecoin.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.SigningMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MicroblockRulesTest {
  private static final long START = 1000 * TestChain.GENESIS_TIME;
  private static final long AMOUNT = 5_000_000_000L;

  private final TestChain chain = TestChain.ofMembers(4);
  private final StatelessRules stateless = new StatelessRules(Network.DEVNET, chain.genesisHash());
  private final MicroblockRules rules = new MicroblockRules(chain.genesis());
  private final Transaction payment = chain.pay(chain.wallet(0), chain.walletAddress(1), AMOUNT);
  private final Microblock good = chain.microblock(List.of(payment), START + 1_000);
  private final Microblock sealing = chain.microblock(List.of(payment), START + 20_000);

  @Test
  void aGoodMicroblockTellsItsEffects() {
    assertThat(judge(good))
        .isInstanceOfSatisfying(
            MicroblockVerdict.Valid.class,
            valid -> {
              assertThat(valid.seal()).isEmpty();
              assertThat(valid.effects()).hasSize(1);
              var effect = valid.effects().getFirst();
              assertThat(effect.spent())
                  .extracting(UnspentOutput::outpoint)
                  .containsExactly(payment.inputs().getFirst().outpoint());
              assertThat(effect.created()).hasSize(2).allMatch(output -> output.sequence() == 1);
              assertThat(valid.fees()).isEqualTo(effect.fee()).isPositive();
              assertThat(valid.covered().fees()).isEqualTo(valid.fees());
              assertThat(valid.covered().txids().leafCount()).isEqualTo(2);
            });
  }

  @Test
  void judgingChangesNothing() {
    var before = chain.tip();
    judge(good);
    judge(sealing);
    assertThat(chain.tip()).isEqualTo(before);
    assertThat(judge(good)).isInstanceOf(MicroblockVerdict.Valid.class);
  }

  @Test
  void aSealIsMadeWhereASlotEnds() {
    assertThat(judge(sealing))
        .isInstanceOfSatisfying(
            MicroblockVerdict.Valid.class,
            valid ->
                assertThat(valid.seal().orElseThrow().matches(sealing.header().seal())).isTrue());
  }

  @Test
  void sequenceAndDigestFollow() {
    assertDefect(
        with(2, header().previousDigest(), header().timeMillis(), header().proposer()),
        MicroblockDefect.WRONG_SEQUENCE);
    assertDefect(
        with(1, Hash256.ZERO, header().timeMillis(), header().proposer()),
        MicroblockDefect.WRONG_PREVIOUS_DIGEST);
  }

  @Test
  void theProposerIsAMember() {
    PublicKey stranger = ChainKeys.named("stranger").publicKey();
    assertDefect(
        with(1, header().previousDigest(), header().timeMillis(), stranger),
        MicroblockDefect.UNKNOWN_PROPOSER);
  }

  @Test
  void anyMemberMayBeTheProposer() {
    chain
        .committee()
        .members()
        .forEach(
            member ->
                assertThat(judge(chain.microblock(List.of(payment), START + 20_000, member.key())))
                    .isInstanceOf(MicroblockVerdict.Valid.class));
  }

  @Test
  void timeGoesOn() {
    assertDefect(
        with(1, header().previousDigest(), START, header().proposer()),
        MicroblockDefect.TIME_NOT_LATER);
    assertThat(judge(chain.microblock(List.of(payment), START + 1)))
        .isInstanceOf(MicroblockVerdict.Valid.class);
  }

  @Test
  void countAndRootAreThoseOfTheTransactions() {
    assertDefect(new Microblock(header(), List.of()), MicroblockDefect.WRONG_COUNT);
    Transaction other = chain.pay(chain.wallet(1), chain.walletAddress(1), AMOUNT);
    assertDefect(new Microblock(header(), List.of(other)), MicroblockDefect.WRONG_ROOT);
  }

  @Test
  void anotherCopyOfATransactionIsAnotherRoot() {
    var input = payment.inputs().getFirst();
    byte[] scriptSig = input.scriptSig().toByteArray();
    scriptSig[95] ^= 1;
    Transaction copy = payment.withInputs(List.of(input.with(ByteString.of(scriptSig))));
    assertThat(copy.txid()).isEqualTo(payment.txid());
    assertDefect(new Microblock(header(), List.of(copy)), MicroblockDefect.WRONG_ROOT);
  }

  @Test
  void thereAreAtMostTenThousandTransactions() {
    assertDefect(
        microblock(Collections.nCopies(Limits.MAX_MICROBLOCK_TRANSACTIONS + 1, payment)),
        MicroblockDefect.TOO_MANY_TRANSACTIONS);
  }

  @Test
  void bodiesHaveAtMostFourMebibytes() {
    var memo = Output.memo("m".repeat(256));
    var large = new Transaction(1, payment.inputs(), Collections.nCopies(300, memo), 0, 0);
    int tooMany = Limits.MAX_MICROBLOCK_BODY_BYTES / large.size() + 1;
    assertDefect(microblock(Collections.nCopies(tooMany, large)), MicroblockDefect.TOO_LARGE);
  }

  @Test
  void aMicroblockWithoutTransactionsCarriesASeal() {
    assertDefect(chain.microblock(List.of(), START + 1_000), MicroblockDefect.EMPTY);
    assertThat(judge(chain.microblock(List.of(), START + 20_000)))
        .isInstanceOf(MicroblockVerdict.Valid.class);
  }

  @Test
  void theSealIsThereExactlyWhenASlotHasEnded() {
    assertDefect(withSeal(sealing, Optional.empty()), MicroblockDefect.SEAL_MISSING);
    assertDefect(withSeal(good, sealing.header().seal()), MicroblockDefect.SEAL_UNEXPECTED);
  }

  @Test
  void everyFieldOfTheSealCounts() {
    BlockHeader seal = sealing.header().seal().orElseThrow();
    var covers = seal.coverage().orElseThrow();
    List<BlockHeader> wrong =
        List.of(
            new BlockHeader(
                2,
                seal.previousHash(),
                seal.merkleRoot(),
                seal.timestamp(),
                seal.blockReward(),
                seal.coverage()),
            new BlockHeader(
                1,
                Hash256.ZERO,
                seal.merkleRoot(),
                seal.timestamp(),
                seal.blockReward(),
                seal.coverage()),
            new BlockHeader(
                1,
                seal.previousHash(),
                Hash256.ZERO,
                seal.timestamp(),
                seal.blockReward(),
                seal.coverage()),
            new BlockHeader(
                1,
                seal.previousHash(),
                seal.merkleRoot(),
                seal.timestamp() + 20,
                seal.blockReward(),
                seal.coverage()),
            new BlockHeader(
                1,
                seal.previousHash(),
                seal.merkleRoot(),
                seal.timestamp(),
                seal.blockReward() + 1,
                seal.coverage()),
            new BlockHeader(
                1,
                seal.previousHash(),
                seal.merkleRoot(),
                seal.timestamp(),
                seal.blockReward(),
                Optional.empty()),
            withCoverage(
                seal, new BlockHeader.Coverage(Hash256.ZERO, covers.committeeHash(), 1, 1)),
            withCoverage(
                seal, new BlockHeader.Coverage(covers.stateCommitment(), Hash256.ZERO, 1, 1)),
            withCoverage(
                seal,
                new BlockHeader.Coverage(covers.stateCommitment(), covers.committeeHash(), 0, 1)),
            withCoverage(
                seal,
                new BlockHeader.Coverage(covers.stateCommitment(), covers.committeeHash(), 1, 2)));
    wrong.forEach(
        header ->
            assertDefect(withSeal(sealing, Optional.of(header)), MicroblockDefect.WRONG_SEAL));
  }

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

  private MicroblockHeader header() {
    return good.header();
  }

  private Microblock with(long sequence, Hash256 previous, long timeMillis, PublicKey proposer) {
    return new Microblock(
        MicroblockHeader.of(
            sequence, previous, timeMillis, proposer, good.transactions(), Optional.empty()),
        good.transactions());
  }

  private static Microblock withSeal(Microblock microblock, Optional<BlockHeader> seal) {
    return new Microblock(microblock.header().withSeal(seal), microblock.transactions());
  }

  private static BlockHeader withCoverage(BlockHeader seal, BlockHeader.Coverage coverage) {
    return new BlockHeader(
        seal.height(),
        seal.previousHash(),
        seal.merkleRoot(),
        seal.timestamp(),
        seal.blockReward(),
        Optional.of(coverage));
  }

  private Microblock microblock(List<Transaction> transactions) {
    return microblock(transactions, START + 1_000);
  }

  /** Without looking at what is in it. */
  private Microblock microblock(List<Transaction> transactions, long timeMillis) {
    return new Microblock(
        MicroblockHeader.of(
            1,
            chain.genesisHash(),
            timeMillis,
            header().proposer(),
            transactions,
            Optional.empty()),
        transactions);
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

  private MicroblockVerdict judge(Microblock microblock) {
    return judge(microblock, StatelessCheck.complete(stateless, new Ed25519Verifier()));
  }

  private MicroblockVerdict judge(Microblock microblock, StatelessCheck check) {
    return rules.judge(
        chain.tip(),
        chain.committee(),
        microblock.header(),
        microblock.transactions(),
        chain.state(),
        check);
  }

  private void assertDefect(Microblock microblock, MicroblockDefect defect) {
    assertThat(judge(microblock))
        .isInstanceOfSatisfying(
            MicroblockVerdict.Invalid.class,
            invalid -> {
              assertThat(invalid.defect()).as(invalid.detail()).isEqualTo(defect);
              assertThat(invalid.detail()).isNotBlank();
              assertThat(invalid.refusal()).isEmpty();
            });
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
