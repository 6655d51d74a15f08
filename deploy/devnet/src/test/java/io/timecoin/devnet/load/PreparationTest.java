package io.timecoin.devnet.load;

import static io.timecoin.devnet.load.TestCoins.GENESIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.protocol.crypto.KeyPair;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PreparationTest {
  private static final long TIME = 100_000_000;

  private final KeyPair wallet = TestCoins.key("wallet");
  private final KeyPair owner = TestCoins.key("owner");
  private final TestCoins coins = new TestCoins();

  /** On a busy machine the load wallet once had "no coin left" of 640,000 TIME. */
  @Test
  void changeIsSplitAgainBeforeTheLedgerHasIt() throws IOException {
    try (var gateway = new LaggingGateway(List.of(coin("a", 10_000), coin("b", 10_000)))) {
      Preparation.Coins made = preparation(gateway).split(2_750, owner, _ -> {});

      assertThat(gateway.taken).hasSize(6);
      assertThat(made.unspent())
          .hasSize(2_750)
          .doesNotHaveDuplicates()
          .allMatch(coin -> gateway.isUnspent(coin.outpoint()))
          .allMatch(coin -> coin.value() == Preparation.COIN_VALUE);
      assertThat(gateway.isUnspent(made.bait().outpoint())).isTrue();
      assertThat(made.bait().value()).isGreaterThanOrEqualTo(TIME);
      assertThat(gateway.isUnspent(made.spent().outpoint())).isFalse();
    }
  }

  /** So a measurement with 5,000,000 coins ended at 3,300,000, by a ledger that was behind. */
  @Test
  void theNextPreparationFindsTheChangeOfTheOneBefore() throws IOException {
    try (var gateway = new LaggingGateway(List.of(coin("a", 10_000)))) {
      assertThat(preparation(gateway).split(1_100, owner, _ -> {}).unspent()).hasSize(1_100);

      assertThat(preparation(gateway).split(10, owner, _ -> {}).unspent()).hasSize(10);
    }
  }

  /** Four masternodes that had just started once made a bench give up before it began. */
  @Test
  void whatMayBeSentAgainIsSentAgain() throws IOException {
    try (var gateway = new LaggingGateway(List.of(coin("a", 10_000)))) {
      gateway.refusals = 2;

      assertThat(preparation(gateway).split(10, owner, _ -> {}).unspent()).hasSize(10);
      assertThat(gateway.taken).hasSize(1);
    }
  }

  /** Seven masternodes that had just started ended a measurement of half an hour so. */
  @Test
  void whatMayBeAskedAgainIsAskedAgain() throws IOException {
    try (var gateway = new LaggingGateway(List.of(coin("a", 10_000)))) {
      gateway.unavailable = 2;

      assertThat(preparation(gateway).split(10, owner, _ -> {}).unspent()).hasSize(10);
      assertThat(gateway.unavailable).isZero();
    }
  }

  @Test
  void anEmptyWalletIsTold() throws IOException {
    try (var gateway = new LaggingGateway(List.of(coin("a", 120)))) {
      assertThatThrownBy(() -> preparation(gateway).split(501, owner, _ -> {}))
          .isInstanceOf(LauncherFailure.class)
          .hasMessageContaining("no coin left");
    }
  }

  private Coin coin(String name, long amount) {
    return coins.unspent(name, amount * TIME, wallet);
  }

  private Preparation preparation(LaggingGateway gateway) {
    return new Preparation(List.of(gateway.client()), new Signer(GENESIS), wallet);
  }
}
