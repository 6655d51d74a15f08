package io.timecoin.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.MemoryLedger;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainBatchTest {
  private final TestChain chain = TestChain.ofMembers(4);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 1000})
  void howTheStreamIsCutIntoBatchesChangesNothing(int batchSize) throws Exception {
    BusyChain.grown(chain, 20);
    var ledger = new MemoryLedger(chain.genesis());

    applyAll(ledger, batchSize);

    assertThat(ledger.state().sequence()).isEqualTo(chain.tip().sequence());
    assertThat(ledger.state().digest()).isEqualTo(chain.tip().digest());
    assertThat(ledger.state().lastBlock()).isEqualTo(chain.tip().lastBlock());
    assertThat(ledger.state().sealInputs()).isEqualTo(chain.tip().sealInputs());
    assertThat(ledger.utxos().values())
        .containsExactlyInAnyOrderElementsOf(chain.state().unspent());
    assertThat(ledger.state().voteLog()).isEqualTo(new VoteLogMark("log", 20));
  }

  @Test
  void theKeptLanesAreThoseOfTheRows() throws Exception {
    BusyChain.grown(chain, 13);
    var ledger = new MemoryLedger(chain.genesis());

    applyAll(ledger, 4);

    var lanes = new LtHash();
    ledger.utxos().values().forEach(utxo -> lanes.add(utxo.outpoint(), utxo.output()));
    assertThat(ledger.state().lanes().toByteArray()).isEqualTo(lanes.lanes());
    long value = ledger.utxos().values().stream().mapToLong(utxo -> utxo.output().value()).sum();
    assertThat(ledger.state().utxos()).isEqualTo(new UtxoTotals(ledger.utxos().size(), value));
  }

  @Test
  void moneyAddsUp() throws Exception {
    BusyChain.grown(chain, 24);
    var ledger = new MemoryLedger(chain.genesis());

    applyAll(ledger, 7);

    long fees = ledger.blocks().stream().mapToLong(LedgerRows.BlockRow::fees).sum();
    long minted =
        ledger.blocks().stream().mapToLong(block -> block.header().blockReward()).sum() - fees;
    long waiting = ledger.state().sealInputs().fees();
    assertThat(ledger.state().utxos().value()).isEqualTo(minted - waiting);
    assertThat(ledger.balances().values().stream().mapToLong(Balance::amount).sum())
        .isEqualTo(ledger.state().utxos().value());
  }

  @Test
  void entriesCountEachAddressWithoutGapsAndKeepItsBalance() throws Exception {
    BusyChain.grown(chain, 18);
    var ledger = new MemoryLedger(chain.genesis());

    applyAll(ledger, 5);

    Map<String, Balance> running = new HashMap<>();
    for (AddressEntry entry : ledger.entries()) {
      Balance before = running.getOrDefault(entry.address(), Balance.NONE);
      Balance after =
          entry.credit() ? before.credited(entry.amount()) : before.debited(entry.amount());
      assertThat(entry.number()).isEqualTo(after.lastEntry());
      assertThat(entry.balanceAfter()).isEqualTo(after.amount());
      running.put(entry.address(), after);
    }
    assertThat(running).isEqualTo(ledger.balances());
  }

  @Test
  void transactionsAreNumberedFromOneAndBlocksAreRangesOfNumbers() throws Exception {
    BusyChain.grown(chain, 18);
    var ledger = new MemoryLedger(chain.genesis());

    applyAll(ledger, 1000);

    List<LedgerRows.TransactionRow> rows = ledger.transactions();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).number()).isEqualTo(i + 1);
    }
    for (LedgerRows.BlockRow block : ledger.blocks()) {
      assertThat(
              rows.stream()
                  .filter(row -> row.sequence() >= block.header().firstSequence())
                  .filter(row -> row.sequence() <= block.header().lastSequence())
                  .map(LedgerRows.TransactionRow::number))
          .hasSize((int) block.transactionCount())
          .allMatch(number -> number >= block.firstNumber())
          .allMatch(number -> number < block.firstNumber() + block.transactionCount());
    }
  }

  @Test
  void aMissingMicroblockIsAGap() {
    BusyChain.grown(chain, 3);

    assertRefused(chain.microblocks().get(1), ContradictionCode.GAP);
  }

  @Test
  void anotherPredecessorIsRefused() {
    MicroblockHeader header = next().header();
    var other =
        new MicroblockHeader(
            1,
            Hash256.ZERO,
            header.timeMillis(),
            header.proposer(),
            header.transactionCount(),
            header.transactionRoot(),
            header.seal());

    assertRefused(certified(other), ContradictionCode.PREVIOUS_DIGEST);
  }

  @Test
  void aTimeThatStandsStillIsRefused() {
    assertRefused(
        chain.certified(chain.microblock(payments(), chain.tip().timeMillis())),
        ContradictionCode.TIME);
  }

  @Test
  void otherTransactionsThanTheHeaderSaysAreRefused() {
    Microblock next = next();
    Transaction other = chain.pay(chain.wallet(5), chain.walletAddress(6), 70_000_000);

    assertRefused(
        new CertifiedMicroblock(
            new Microblock(next.header(), List.of(other)), chain.certify(next.header())),
        ContradictionCode.TRANSACTION_ROOT);
    assertRefused(
        new CertifiedMicroblock(
            new Microblock(next.header(), List.of()), chain.certify(next.header())),
        ContradictionCode.TRANSACTION_COUNT);
  }

  @Test
  void aTamperedCertificateIsRefused() {
    Microblock next = next();
    Certificate good = chain.certify(next.header());
    var signatures = new ArrayList<>(good.signatures());
    byte[] bytes = signatures.getFirst().toByteArray();
    bytes[40] ^= 1;
    signatures.set(0, Signature.of(bytes));
    var bad = new Certificate(1, 0, good.digest(), good.bitmap(), signatures);

    assertRefused(new CertifiedMicroblock(next, bad), ContradictionCode.CERTIFICATE);
  }

  @Test
  void tooFewVotersAreRefused() {
    Microblock next = next();
    var two = chain.certify(next.header(), 0, chain.memberKeys().subList(0, 2));

    assertRefused(new CertifiedMicroblock(next, two), ContradictionCode.CERTIFICATE);
  }

  @Test
  void theCertificateOfAnotherMicroblockIsRefused() {
    Microblock next = next();
    Microblock other = chain.microblock(payments(), chain.tip().timeMillis() + 2_000);

    assertRefused(
        new CertifiedMicroblock(next, chain.certify(other.header())),
        ContradictionCode.CERTIFICATE);
  }

  @Test
  void anInputThatIsSpentIsRefused() {
    Transaction payment = chain.pay(chain.wallet(0), chain.walletAddress(1), 1_000_000);
    Transaction rival = chain.pay(chain.wallet(0), chain.walletAddress(2), 2_000_000);

    assertRefused(
        chain.certified(chain.microblock(List.of(payment, rival), chain.tip().timeMillis() + 1)),
        ContradictionCode.INPUT);
  }

  @Test
  void payingOutMoreThanComesInIsRefused() {
    Transaction payment = chain.pay(chain.wallet(0), chain.walletAddress(1), 1_000_000);
    var outputs = new ArrayList<>(payment.outputs());
    outputs.addAll(payment.outputs());
    var greedy =
        new Transaction(1, payment.inputs(), outputs, payment.lockTime(), payment.timestamp());

    assertRefused(
        chain.certified(chain.microblock(List.of(greedy), chain.tip().timeMillis() + 1)),
        ContradictionCode.AMOUNT);
  }

  @Test
  void aMissingSealIsRefused() {
    long slotEnd = 1_000 * (TestChain.GENESIS_TIME + TestChain.INTERVAL_SECONDS);
    MicroblockHeader sealed = chain.microblock(payments(), slotEnd).header();

    assertRefused(
        new CertifiedMicroblock(
            new Microblock(sealed.withSeal(Optional.empty()), payments()),
            chain.certify(sealed.withSeal(Optional.empty()))),
        ContradictionCode.SEAL);
  }

  @Test
  void aSealWithAnotherCommitmentIsRefused() {
    long slotEnd = 1_000 * (TestChain.GENESIS_TIME + TestChain.INTERVAL_SECONDS);
    Microblock sealed = chain.microblock(payments(), slotEnd);
    BlockHeader right = sealed.header().seal().orElseThrow();
    var coverage = right.coverage().orElseThrow();
    var wrong =
        new BlockHeader(
            right.height(),
            right.previousHash(),
            right.merkleRoot(),
            right.timestamp(),
            right.blockReward(),
            Optional.of(
                new BlockHeader.Coverage(
                    Hash256.ZERO,
                    coverage.committeeHash(),
                    coverage.firstSequence(),
                    coverage.lastSequence())));
    MicroblockHeader header = sealed.header().withSeal(Optional.of(wrong));

    Contradiction contradiction =
        assertRefused(
            new CertifiedMicroblock(
                new Microblock(header, sealed.transactions()), chain.certify(header)),
            ContradictionCode.SEAL);
    assertThat(contradiction.toString()).startsWith("LEDGER-111 SEAL at sequence 1: ");
  }

  @Test
  void whatCameBeforeAContradictionStaysApplicable() throws Exception {
    BusyChain.grown(chain, 4);
    var ledger = new MemoryLedger(chain.genesis());
    List<StreamedMicroblock> records =
        chain.microblocks().stream().map(MemoryLedger::streamed).toList();
    ChainBatch batch = ledger.batch(records);
    batch.apply(records.get(0));
    batch.apply(records.get(1));
    LedgerState before = batch.state();

    var gap = catchThrowableOfType(ContradictionException.class, () -> batch.apply(records.get(3)));

    assertThat(gap.contradiction().code()).isEqualTo(ContradictionCode.GAP);
    assertThat(batch.state()).isEqualTo(before);
    assertThat(batch.rows().microblocks()).hasSize(2);
  }

  private void applyAll(MemoryLedger ledger, int batchSize) throws ContradictionException {
    List<CertifiedMicroblock> all = chain.microblocks();
    for (int from = 0; from < all.size(); from += batchSize) {
      ledger.apply(all.subList(from, Math.min(all.size(), from + batchSize)));
    }
  }

  private List<Transaction> payments() {
    return List.of(chain.pay(chain.wallet(0), chain.walletAddress(1), 1_000_000));
  }

  private Microblock next() {
    return chain.microblock(payments(), chain.tip().timeMillis() + 1_000);
  }

  private CertifiedMicroblock certified(MicroblockHeader header) {
    return new CertifiedMicroblock(new Microblock(header, payments()), chain.certify(header));
  }

  private Contradiction assertRefused(CertifiedMicroblock record, ContradictionCode code) {
    var streamed = MemoryLedger.streamed(record);
    ChainBatch batch = new MemoryLedger(chain.genesis()).batch(List.of(streamed));
    LedgerState before = batch.state();

    var refusal = catchThrowableOfType(ContradictionException.class, () -> batch.apply(streamed));

    assertThat(refusal).isNotNull();
    assertThat(refusal.contradiction().code()).isEqualTo(code);
    assertThat(batch.state()).isEqualTo(before);
    assertThat(batch.rows().count()).isZero();
    return refusal.contradiction();
  }
}
