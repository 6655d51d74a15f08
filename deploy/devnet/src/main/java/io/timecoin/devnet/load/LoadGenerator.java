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
  private final List<GatewayClient> gateways;
  private final Signer signer;
  private final KeyPair wallet;

  /**
   * A generator for one devnet.
   *
   * @param gateways of its masternodes, which take transactions in turn; rivals go to different
   *     ones at the same time
   * @param wallet owns large coins; what is left of them comes back to it
   */
  public LoadGenerator(List<GatewayClient> gateways, Hash256 genesisHash, KeyPair wallet) {
    this.gateways = List.copyOf(gateways);
    this.signer = new Signer(genesisHash);
    this.wallet = wallet;
  }

  /** Through one gateway. */
  public LoadGenerator(GatewayClient gateway, Hash256 genesisHash, KeyPair wallet) {
    this(List.of(gateway), genesisHash, wallet);
  }

  /** Prepares coins, signs all, sends at the plan's rate and waits for every end. */
  public LoadReport run(LoadPlan plan, RandomGenerator random, Progress progress) {
    return prepare(plan, random, progress).run(() -> true, progress);
  }

  /** Prepares coins and signs all; nothing is sent yet. */
  public LoadRun prepare(LoadPlan plan, RandomGenerator random, Progress progress) {
    KeyPair owner = KeyPair.generate(new SecureRandom());
    var cargo = new Cargo(plan, signer, owner, random);
    var preparation = new Preparation(gateways, signer, wallet);
    Preparation.Coins coins = preparation.split(cargo.coinsWanted(), owner, progress);
    var defective =
        new DefectivePayments(
            signer, coins.bait(), coins.spent(), KeyPair.generate(new SecureRandom()));
    List<Shipment> shipments =
        cargo.load(coins.unspent(), defective, Instant.now().getEpochSecond());
    progress.say("Signed %,d transactions".formatted(shipments.size()));
    return new LoadRun(gateways, plan, shipments);
  }
}
