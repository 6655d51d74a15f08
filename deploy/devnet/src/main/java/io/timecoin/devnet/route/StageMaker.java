package io.timecoin.devnet.route;

import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.load.Coin;
import io.timecoin.devnet.load.Preparation;
import io.timecoin.devnet.load.Signer;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.GenesisHash;
import io.timecoin.devnet.suite.Masternode;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.protocol.crypto.KeyPair;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Makes coins on a devnet that has just started: the bench's own, and others that only lie there.
 */
final class StageMaker {
  /** Of those that only lie there: about as many coins of each as an exchange's address has. */
  private static final int IDLE_OWNERS = 1_000;

  /** Made and forgotten at once, for the launcher's memory. */
  private static final int IDLE_AT_ONCE = 50_000;

  private final Devnet devnet;
  private final Signer signer;
  private final Progress progress;

  /** The same keys each time: they own coins of devnets only. */
  private final Random random = new Random(1);

  StageMaker(Devnet devnet, Progress progress) {
    this.devnet = devnet;
    this.signer = new Signer(GenesisHash.of(devnet.folder()));
    this.progress = line -> progress.say("  " + line);
  }

  Signer signer() {
    return signer;
  }

  /** A stage with so many pairs of coins, each of an owner of its own. */
  Stage stage(int pairs) {
    return new Stage(devnet, new PaymentPairs(signer, coins(pairs)), progress);
  }

  private List<Coin> coins(int pairs) {
    return preparation().split(PaymentPairs.INPUTS * pairs, _ -> key(), progress).unspent();
  }

  /** A coin that nothing spends and one that is spent, for payments with a defect. */
  Preparation.Coins forDefects() {
    return preparation().split(1, _ -> key(), _ -> {});
  }

  /**
   * Makes coins that nobody spends until there are so many in all.
   *
   * @param utxos in the ledger, at least; it may have some hundreds more
   */
  void fill(int utxos) {
    List<KeyPair> owners = IntStream.range(0, IDLE_OWNERS).mapToObj(_ -> key()).toList();
    IntFunction<KeyPair> owner = number -> owners.get(number % IDLE_OWNERS);
    for (int missing = utxos - utxos(); missing > 0; missing = utxos - utxos()) {
      var unused =
          preparation().split(Math.min(IDLE_AT_ONCE, missing), owner, _ -> {}).unspent().size();
      progress.say("%,d of %,d coins".formatted(utxos(), utxos));
    }
  }

  /** Coins in the ledger. */
  int utxos() {
    int port = devnet.masternode().services(ServiceKind.LEDGER).getFirst().port();
    return (int) ServiceMetrics.ask(port).sum("timecoin_ledger_utxos");
  }

  private Preparation preparation() {
    List<GatewayClient> gateways = devnet.masternodes().stream().map(Masternode::gateway).toList();
    return new Preparation(gateways, signer, devnet.keys().load());
  }

  private KeyPair key() {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    return KeyPair.fromSeed(seed);
  }
}
