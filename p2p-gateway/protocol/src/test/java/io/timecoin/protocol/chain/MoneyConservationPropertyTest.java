package io.timecoin.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Rewards;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random chains of several members and tiers: no satoshi appears or gets lost but by rewards. */
class MoneyConservationPropertyTest {
  private static final int MICROBLOCKS = 60;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void theUtxoTotalIsAllocationsAndRewardsLessUnsealedFees(int seed) {
    var random = new Random(seed);
    TestChain chain = TestChain.ofTiers(tiers(random));
    long allocations = TestChain.WALLETS * TestChain.ALLOCATION;
    long reward = Rewards.rewardFor(TestChain.BASE_REWARD, chain.committee().size());

    for (int i = 0; i < MICROBLOCKS; i++) {
      long time = chain.tip().timeMillis() + 1 + random.nextInt(12_000);
      if (random.nextInt(5) == 0) {
        chain.appendSeal();
      } else {
        chain.append(payments(chain, random), time);
      }
      ChainTip tip = chain.tip();
      assertThat(chain.state().total())
          .isEqualTo(allocations + tip.lastBlock().height() * reward - tip.sealInputs().fees());
    }

    assertThat(chain.tip().lastBlock().height()).isGreaterThan(5);
    assertThat(recomputed(chain).commitment()).isEqualTo(chain.state().commitment().commitment());
    var replayed = new ChainVerifier(chain.genesis());
    assertThat(replayed.replay(throughTheWire(chain))).isEmpty();
    assertThat(replayed.state().tip()).isEqualTo(chain.tip());
  }

  private static Tier[] tiers(Random random) {
    return random
        .ints(random.nextInt(1, 7), 0, 4)
        .mapToObj(number -> Tier.ofNumber(number).orElseThrow())
        .toArray(Tier[]::new);
  }

  /** Payments of distinct wallets, some with one that spends the payment at once. */
  private static List<Transaction> payments(TestChain chain, Random random) {
    var payments = new ArrayList<Transaction>();
    for (int from = random.nextInt(3); from < TestChain.WALLETS; from += 1 + random.nextInt(6)) {
      KeyPair payer = chain.wallet(from);
      KeyPair payee = chain.wallet(random.nextInt(TestChain.WALLETS));
      long amount = random.nextLong(1_000_000, 901_000_000);
      if (total(chain, payer) < 2 * amount) {
        continue;
      }
      Transaction payment = chain.pay(payer, TestChain.address(payee), amount);
      payments.add(payment);
      if (random.nextBoolean()) {
        var created = UnspentOutput.createdBy(payment, 0, false).subList(0, 1);
        payments.add(chain.pay(payee, created, TestChain.address(payer), amount / 2));
      }
    }
    return payments.isEmpty()
        ? List.of(chain.pay(richest(chain), chain.walletAddress(0), 1_000_000))
        : payments;
  }

  private static KeyPair richest(TestChain chain) {
    KeyPair richest = chain.wallet(0);
    for (int i = 1; i < TestChain.WALLETS; i++) {
      if (total(chain, chain.wallet(i)) > total(chain, richest)) {
        richest = chain.wallet(i);
      }
    }
    return richest;
  }

  private static long total(TestChain chain, KeyPair owner) {
    return chain.unspentOf(TestChain.address(owner)).stream()
        .mapToLong(unspent -> unspent.output().value())
        .sum();
  }

  private static LtHash recomputed(TestChain chain) {
    var lanes = new LtHash();
    chain.state().unspent().forEach(unspent -> lanes.add(unspent.outpoint(), unspent.output()));
    return lanes;
  }

  private static List<CertifiedMicroblock> throughTheWire(TestChain chain) {
    return chain.microblocks().stream()
        .map(
            microblock -> {
              try {
                return CertifiedMicroblock.fromProto(microblock.toProto());
              } catch (DecodeException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }
}
