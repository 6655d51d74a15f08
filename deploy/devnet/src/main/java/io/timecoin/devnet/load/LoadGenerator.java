package io.timecoin.devnet.load;

import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Real signed payments through the public API, each followed to its end. */
public final class LoadGenerator {
  private final GatewayClient gateway;
  private final Signer signer;
  private final KeyPair wallet;

  /**
   * A generator for one devnet.
   *
   * @param wallet owns large coins; what is left of them comes back to it
   */
  public LoadGenerator(GatewayClient gateway, Hash256 genesisHash, KeyPair wallet) {
    this.gateway = gateway;
    this.signer = new Signer(genesisHash);
    this.wallet = wallet;
  }

  /** Prepares coins, signs all, sends at the plan's rate and waits for every end. */
  public LoadReport run(LoadPlan plan, RandomGenerator random, Progress progress) {
    KeyPair owner = KeyPair.generate(new SecureRandom());
    var cargo = new Cargo(plan, signer, owner, random);
    var preparation = new Preparation(gateway, signer, wallet);
    Preparation.Coins coins = preparation.split(cargo.coinsWanted(), owner, progress);
    var defective =
        new DefectivePayments(
            signer, preparation.bait(), coins.spent(), KeyPair.generate(new SecureRandom()));
    List<Shipment> shipments =
        cargo.load(coins.unspent(), defective, Instant.now().getEpochSecond());
    progress.say("Signed %,d transactions".formatted(shipments.size()));
    return new LoadRun(gateway, plan, progress).run(shipments);
  }
}
