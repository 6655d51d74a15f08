package io.timecoin.protocol.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a light client believes, and what it does not. */
final class SealChainTest {
  private final TestChain chain = TestChain.ofMembers(4);
  private SealChain seals;

  /** Payment, seal, payment, seal, payment: sequences 1 to 5. */
  @BeforeEach
  void grow() {
    chain.append(pay(0), pay(1), pay(2));
    chain.appendSeal();
    chain.append(pay(3));
    chain.appendSeal();
    chain.append(pay(4));
    seals = new SealChain(chain.genesis());
  }

  @Test
  void itBeginsWithGenesisAndTakesOneSealAfterTheOther() throws Exception {
    assertThat(seals.last()).isEqualTo(chain.genesis().header());

    extend(2);
    Transaction coinbase = extend(4);

    assertThat(seals.last()).isEqualTo(chain.tip().lastBlock());
    assertThat(chain.state().unspent())
        .filteredOn(output -> output.outpoint().txid().equals(coinbase.txid()))
        .isNotEmpty();
  }

  @Test
  void everyPaymentIsProvenWhereItsCommitteeIsKnown() throws Exception {
    assertThat(proof(1, 0).verify(seals)).isEqualTo(chain.committee().totalWeight());
    assertThat(proof(1, 2).verify(seals)).isPositive();
    extend(2);
    assertThat(proof(3, 0).verify(seals)).isPositive();
    extend(4);
    assertThat(proof(5, 0).verify(seals)).isPositive();
  }

  @Test
  void aSealLeftOutIsNoticed() {
    assertUnproven("does not follow the block of height 0", () -> extend(4));
  }

  @Test
  void aMicroblockWithoutSealIsNone() {
    assertUnproven("carries no seal", () -> extend(1));
  }

  @Test
  void aSealWithoutAQuorumIsNone() {
    MicroblockHeader header = at(2).header();
    var few = chain.certify(header, 0, chain.memberKeys().subList(0, 2));

    assertUnproven("sequence 2: ", () -> seals.extend(header, few));
  }

  @Test
  void anotherOnesCertificateIsNone() {
    assertUnproven("another microblock's", () -> seals.extend(at(2).header(), at(4).certificate()));
  }

  /** However many sign it: nothing can change the committee yet. */
  @Test
  void aSealThatNamesAnotherCommitteeIsRefused() {
    MicroblockHeader header = at(2).header();
    BlockHeader block = header.seal().orElseThrow();
    var elsewhere =
        new BlockHeader.Coverage(
            block.coverage().orElseThrow().stateCommitment(),
            Hash256.ZERO,
            block.firstSequence(),
            block.lastSequence());
    MicroblockHeader other =
        header.withSeal(
            Optional.of(
                new BlockHeader(
                    block.height(),
                    block.previousHash(),
                    block.merkleRoot(),
                    block.timestamp(),
                    block.blockReward(),
                    Optional.of(elsewhere))));

    assertUnproven("names another committee", () -> seals.extend(other, chain.certify(other)));
    assertThat(seals.last().height()).isZero();
  }

  /** The committee that decided it is one that this chain has passed. */
  @Test
  void aPaymentFromBeforeTheLastSealIsNotJudged() throws Exception {
    extend(2);

    assertUnproven("older than the block of height 1", () -> proof(1, 0).verify(seals));
  }

  @Test
  void aPathToAnotherTransactionOrRootProvesNothing() {
    PaymentProof sound = proof(1, 0);
    Transaction other = at(1).transactions().get(1);

    assertUnproven("path does not lead", () -> with(sound, other, sound.path()).verify(seals));
    assertUnproven(
        "path does not lead",
        () -> with(sound, sound.transaction(), proof(1, 1).path()).verify(seals));
    assertUnproven(
        "path does not lead",
        () ->
            with(sound, sound.transaction(), new MerkleProof(0, 4, sound.path().siblings()))
                .verify(seals));
  }

  @Test
  void aHeaderThatNobodySignedProvesNothing() {
    PaymentProof sound = proof(1, 0);
    Certificate few = chain.certify(sound.header(), 0, chain.memberKeys().subList(0, 2));

    assertUnproven(
        "sequence 1: ",
        () ->
            new PaymentProof(sound.transaction(), sound.header(), few, sound.path()).verify(seals));
  }

  private static PaymentProof with(PaymentProof proof, Transaction other, MerkleProof path) {
    return new PaymentProof(other, proof.header(), proof.certificate(), path);
  }

  private PaymentProof proof(long sequence, int position) {
    CertifiedMicroblock microblock = at(sequence);
    List<Hash256> leaves = microblock.transactions().stream().map(Transaction::wtxid).toList();
    return new PaymentProof(
        microblock.transactions().get(position),
        microblock.header(),
        microblock.certificate(),
        MerkleTree.proof(leaves, position));
  }

  private Transaction extend(long sequence) throws UnprovenException {
    return seals.extend(at(sequence).header(), at(sequence).certificate());
  }

  private CertifiedMicroblock at(long sequence) {
    return chain.microblocks().get((int) sequence - 1);
  }

  private Transaction pay(int wallet) {
    return chain.pay(chain.wallet(wallet), chain.walletAddress(wallet + 1), 1_000_000);
  }

  private static void assertUnproven(String detail, ThrowingCallable claim) {
    assertThatExceptionOfType(UnprovenException.class)
        .isThrownBy(claim)
        .withMessageContaining(detail);
  }
}
