package io.timecoin.mempool.capacity;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.util.List;
import java.util.stream.IntStream;

/** As many outputs as wanted, each found again by its number, with txids as random as real ones. */
final class ManyOutputs {
  static final long VALUE = 100_000_000;

  private static final int WALLETS = 100;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final List<KeyPair> wallets =
      IntStream.range(0, WALLETS).mapToObj(ChainKeys::wallet).toList();

  private final List<Output> payments =
      wallets.stream().map(key -> Output.payTo(TestChain.address(key), VALUE)).toList();

  UnspentOutput output(long number) {
    return new UnspentOutput(outpoint(number), payments.get(wallet(number)), number, false);
  }

  static OutPoint outpoint(long number) {
    long first = 4 * number;
    return new OutPoint(
        new Hash256(mixed(first), mixed(first + 1), mixed(first + 2), mixed(first + 3)),
        (int) (number % 3));
  }

  /** Who may spend it. */
  KeyPair owner(long number) {
    return wallets.get(wallet(number));
  }

  private static int wallet(long number) {
    return (int) (number % WALLETS);
  }

  /** SplitMix64 of a counter. */
  private static long mixed(long counter) {
    long z = (counter + 1) * GOLDEN;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
