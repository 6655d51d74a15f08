package io.timecoin.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MicroblockRulesTest extends MicroblockRulesFixture {
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

  private Microblock with(long sequence, Hash256 previous, long timeMillis, PublicKey proposer) {
    return new Microblock(
        MicroblockHeader.of(
            sequence, previous, timeMillis, proposer, good.transactions(), Optional.empty()),
        good.transactions());
  }
}
