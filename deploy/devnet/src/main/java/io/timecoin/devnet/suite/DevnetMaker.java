package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.DevnetGenesis;
import io.timecoin.protocol.network.DevnetGenesis.Allocation;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisFile;
import io.timecoin.protocol.network.GenesisMember;
import io.timecoin.protocol.network.Network;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a new devnet's keys and genesis document. */
final class DevnetMaker {
  private static final long SATOSHI = 100_000_000L;

  /** One output for a person to start with: 1,000,000 TIME. */
  private static final long WALLET_AMOUNT = 1_000_000 * SATOSHI;

  /**
   * Several outputs, so that several probe and fan-out payments can be under way: 10,000 TIME each.
   */
  private static final int LOAD_OUTPUTS = 64;

  private static final long LOAD_AMOUNT = 10_000 * SATOSHI;

  private DevnetMaker() {}

  /** The settings are written last: a folder with them is a whole devnet. */
  static void make(DevnetOptions options) {
    DevnetFolder folder = options.folder();
    folder.wipe();
    Duration interval = options.blockInterval().orElse(DevnetOptions.DEFAULT_BLOCK_INTERVAL);
    PortPlan.allocate(
        base -> {
          var settings =
              new DevnetSettings(base, (int) interval.toSeconds(), Instant.now().getEpochSecond());
          DevnetKeys keys = DevnetKeys.create(folder);
          FirstStart.allow(folder);
          writeGenesis(folder, settings, keys);
          settings.write(folder);
          return settings;
        });
  }

  private static void writeGenesis(DevnetFolder folder, DevnetSettings settings, DevnetKeys keys) {
    var allocations = new ArrayList<Allocation>();
    allocations.add(new Allocation(address(keys.wallet()), WALLET_AMOUNT));
    for (int i = 0; i < LOAD_OUTPUTS; i++) {
      allocations.add(new Allocation(address(keys.load()), LOAD_AMOUNT));
    }
    var member =
        new GenesisMember(
            Tier.BRONZE,
            keys.consensus().publicKey(),
            address(keys.reward()).toString(),
            address(keys.reward()).toString(),
            "127.0.0.1:" + settings.portBase());
    try {
      GenesisFile.write(
          folder.genesis(),
          DevnetGenesis.create(
              "devnet-" + folder.name(),
              settings.genesisTimeSeconds(),
              settings.blockIntervalSeconds(),
              DevnetGenesis.DEFAULT_BASE_REWARD,
              allocations,
              List.of(member)));
    } catch (GenesisException e) {
      throw new IllegalStateException("the launcher makes sound genesis documents", e);
    } catch (IOException e) {
      throw new LauncherFailure("could not write " + folder.genesis() + ": " + e.getMessage(), e);
    }
  }

  static Address address(KeyPair key) {
    return Address.of(Network.DEVNET, key.publicKey());
  }
}
