package io.timecoin.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/** A chain of four members at its start, with a payment, and what the rules say of it. */
abstract class MicroblockRulesFixture {
  static final long START = 1000 * TestChain.GENESIS_TIME;
  static final long AMOUNT = 5_000_000_000L;

  final TestChain chain = TestChain.ofMembers(4);
  final StatelessRules stateless = new StatelessRules(Network.DEVNET, chain.genesisHash());
  final MicroblockRules rules = new MicroblockRules(chain.genesis());
  final Transaction payment = chain.pay(chain.wallet(0), chain.walletAddress(1), AMOUNT);
  final Microblock good = chain.microblock(List.of(payment), START + 1_000);
  final Microblock sealing = chain.microblock(List.of(payment), START + 20_000);

  MicroblockHeader header() {
    return good.header();
  }

  Microblock microblock(List<Transaction> transactions) {
    return microblock(transactions, START + 1_000);
  }

  /** Without looking at what is in it. */
  Microblock microblock(List<Transaction> transactions, long timeMillis) {
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

  MicroblockVerdict judge(Microblock microblock) {
    return judge(microblock, StatelessCheck.complete(stateless, new Ed25519Verifier()));
  }

  MicroblockVerdict judge(Microblock microblock, StatelessCheck check) {
    return rules.judge(
        chain.tip(),
        chain.committee(),
        microblock.header(),
        microblock.transactions(),
        chain.state(),
        check);
  }

  void assertDefect(Microblock microblock, MicroblockDefect defect) {
    assertThat(judge(microblock))
        .isInstanceOfSatisfying(
            MicroblockVerdict.Invalid.class,
            invalid -> {
              assertThat(invalid.defect()).as(invalid.detail()).isEqualTo(defect);
              assertThat(invalid.detail()).isNotBlank();
              assertThat(invalid.refusal()).isEmpty();
            });
  }
}
