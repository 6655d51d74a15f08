package io.timecoin.protocol.network;

import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The fixed part of the public networks' genesis documents: the predecessor's coinbase, so that the
 * block hash at height 0 stays what it was (PROTOCOL §1.3). The first members are added to it.
 */
public enum PublicGenesis {
  MAINNET(Network.MAINNET, 1_767_225_600, 0),
  TESTNET(Network.TESTNET, 1_764_547_200, 100 * 100_000_000L);

  /** Seconds, PROTOCOL §1.2. */
  public static final int INTERVAL_SECONDS = 600;

  /** 100 TIME. */
  public static final long BASE_REWARD = 100 * 100_000_000L;

  private static final ByteString MARK =
      ByteString.of("genesis".getBytes(StandardCharsets.US_ASCII));

  private final Network network;
  private final long genesisTime;
  private final long markedValue;

  PublicGenesis(Network network, long genesisTime, long markedValue) {
    this.network = network;
    this.genesisTime = genesisTime;
    this.markedValue = markedValue;
  }

  /**
   * The genesis of a public network.
   *
   * @throws IllegalArgumentException for a devnet, whose genesis is its launcher's choice
   */
  public static PublicGenesis of(Network network) {
    return switch (network) {
      case MAINNET -> MAINNET;
      case TESTNET -> TESTNET;
      case DEVNET -> throw new IllegalArgumentException("a devnet has no fixed genesis");
    };
  }

  /** The coinbase of height 0; its one output is no UTXO. */
  public Transaction coinbase() {
    return new Transaction(1, List.of(), List.of(new Output(markedValue, MARK)), 0, genesisTime);
  }

  /**
   * The network's document with these first members.
   *
   * @throws GenesisException if a member is unsound
   */
  public GenesisDocument document(List<GenesisMember> members) throws GenesisException {
    return unvalidated(members).validated();
  }

  GenesisDocument unvalidated(List<GenesisMember> members) {
    return new GenesisDocument(
        network.label(), genesisTime, INTERVAL_SECONDS, BASE_REWARD, coinbase(), members);
  }
}
