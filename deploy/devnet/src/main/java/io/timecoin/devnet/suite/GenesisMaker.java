package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.DevnetGenesis;
import io.timecoin.protocol.network.DevnetGenesis.Allocation;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisFile;
import io.timecoin.protocol.network.GenesisMember;
import io.timecoin.protocol.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a devnet's genesis document (PROTOCOL §1.3): funded keys, and members of equal weight.
 *
 * @param name of the network
 */
record GenesisMaker(String name, DevnetSettings settings, DevnetKeys keys) {
  private static final long SATOSHI = 100_000_000L;

  /** One output for a person to start with: 1,000,000 TIME. */
  private static final long WALLET_AMOUNT = 1_000_000 * SATOSHI;

  /**
   * Several outputs, so that several probe and fan-out payments can be under way: 10,000 TIME each.
   */
  private static final int LOAD_OUTPUTS = 64;

  private static final long LOAD_AMOUNT = 10_000 * SATOSHI;

  /** The document whose members are the masternodes, in their order. */
  GenesisDocument document(List<MasternodeKeys> masternodes) {
    var members = new ArrayList<GenesisMember>();
    for (int i = 0; i < masternodes.size(); i++) {
      PortPlan ports = new PortPlan(settings.portBase()).masternode(i + 1);
      members.add(member(masternodes.get(i), ports));
    }
    try {
      return DevnetGenesis.create(
          name,
          settings.genesisTimeSeconds(),
          settings.blockIntervalSeconds(),
          DevnetGenesis.DEFAULT_BASE_REWARD,
          allocations(),
          members);
    } catch (GenesisException e) {
      throw new IllegalStateException("the launcher makes sound genesis documents", e);
    }
  }

  void write(Path file, List<MasternodeKeys> masternodes) {
    try {
      GenesisFile.write(file, document(masternodes));
    } catch (IOException e) {
      throw new LauncherFailure("could not write " + file + ": " + e.getMessage(), e);
    }
  }

  private List<Allocation> allocations() {
    var allocations = new ArrayList<Allocation>();
    allocations.add(new Allocation(address(keys.wallet()), WALLET_AMOUNT));
    for (int i = 0; i < LOAD_OUTPUTS; i++) {
      allocations.add(new Allocation(address(keys.load()), LOAD_AMOUNT));
    }
    return allocations;
  }

  private static GenesisMember member(MasternodeKeys keys, PortPlan ports) {
    String reward = address(keys.reward()).toString();
    return new GenesisMember(
        Tier.BRONZE, keys.consensus().publicKey(), reward, reward, "127.0.0.1:" + ports.peers());
  }

  static Address address(KeyPair key) {
    return Address.of(Network.DEVNET, key.publicKey());
  }
}
