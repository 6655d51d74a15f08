package io.timecoin.protocol.network;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/** Makes the genesis documents of devnets (PROTOCOL §1.2, §1.3). */
public final class DevnetGenesis {
  /** Seconds, PROTOCOL §1.2. */
  public static final int DEFAULT_INTERVAL_SECONDS = 20;

  /** 100 TIME, as on the public networks. */
  public static final long DEFAULT_BASE_REWARD = 100 * 100_000_000L;

  /**
   * Coins that exist from the start.
   *
   * @param amount satoshi
   */
  public record Allocation(Address address, long amount) {}

  private DevnetGenesis() {}

  /**
   * A validated document.
   *
   * @param name begins with "devnet"
   * @param genesisTime Unix seconds
   * @throws GenesisException naming the first thing wrong
   */
  public static GenesisDocument create(
      String name,
      long genesisTime,
      int intervalSeconds,
      long baseReward,
      List<Allocation> allocations,
      List<GenesisMember> members)
      throws GenesisException {
    if (!name.startsWith("devnet")) {
      throw new GenesisException(
          GenesisError.BAD_NAME, "a devnet's name begins with devnet, unlike \"" + name + "\"");
    }
    var outputs =
        allocations.stream()
            .map(allocation -> Output.payTo(allocation.address(), allocation.amount()))
            .toList();
    var coinbase = new Transaction(1, List.of(), outputs, 0, genesisTime);
    return new GenesisDocument(name, genesisTime, intervalSeconds, baseReward, coinbase, members)
        .validated();
  }

  /** As {@link #create}, with the default interval and base reward. */
  public static GenesisDocument create(
      String name, long genesisTime, List<Allocation> allocations, List<GenesisMember> members)
      throws GenesisException {
    return create(
        name, genesisTime, DEFAULT_INTERVAL_SECONDS, DEFAULT_BASE_REWARD, allocations, members);
  }
}
