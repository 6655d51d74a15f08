package io.timecoin.ledger.testing;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A test chain on which wallets pay each other; the same in every run. */
public final class BusyChain {
  private static final long SEED = 7;

  private final TestChain chain;
  private final Random random = new Random(SEED);

  public BusyChain(TestChain chain) {
    this.chain = chain;
  }

  /** Payments, chains of payments within a microblock, full and empty seals, in this many parts. */
  public static TestChain grown(TestChain chain, int microblocks) {
    var busy = new BusyChain(chain);
    for (int i = 0; i < microblocks; i++) {
      busy.grow(i);
    }
    return chain;
  }

  private void grow(int step) {
    switch (step % 6) {
      case 2 -> chain.append(chained());
      case 3 -> chain.appendSeal();
      case 5 -> chain.append(List.of(payment(step)), sealTime());
      default -> chain.append(payment(step), payment(step + 3));
    }
  }

  private long sealTime() {
    return chain.tip().timeMillis() + 1_000L * TestChain.INTERVAL_SECONDS;
  }

  private Transaction payment(int from) {
    KeyPair payer = chain.wallet(Math.floorMod(from, TestChain.WALLETS));
    int to = random.nextInt(TestChain.WALLETS);
    return chain.pay(payer, chain.walletAddress(to), 1_000_000L * (1 + random.nextInt(50)));
  }

  /** A payment and one that spends its change in the same microblock. */
  private Transaction[] chained() {
    KeyPair payer = chain.wallet(random.nextInt(TestChain.WALLETS));
    Transaction first = chain.pay(payer, chain.walletAddress(0), 5_000_000);
    List<UnspentOutput> change = new ArrayList<>();
    for (UnspentOutput output : UnspentOutput.createdBy(first, 0, false)) {
      if (output.output().value() > 5_000_000) {
        change.add(output);
      }
    }
    Transaction second = chain.pay(payer, change, chain.walletAddress(1), 2_000_000);
    return new Transaction[] {first, second};
  }

  /** The records of a chain from a sequence to another, both included. */
  public static List<CertifiedMicroblock> range(TestChain chain, long from, long to) {
    return chain.microblocks().subList((int) from - 1, (int) to);
  }
}
