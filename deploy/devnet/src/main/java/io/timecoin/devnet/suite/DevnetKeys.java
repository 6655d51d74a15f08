package io.timecoin.devnet.suite;

import io.timecoin.protocol.crypto.KeyPair;
import java.nio.file.Path;

/**
 * The keys of a devnet.
 *
 * @param consensusFile where the masternode's consensus key lies
 * @param wallet funded by genesis, for whoever tries the devnet
 * @param load funded by genesis, for the probe payment and the load generator
 */
public record DevnetKeys(
    Path consensusFile, KeyPair consensus, KeyPair reward, KeyPair wallet, KeyPair load) {

  static DevnetKeys create(DevnetFolder folder) {
    Path consensus = consensusFile(folder);
    return new DevnetKeys(
        consensus,
        KeyFiles.create(consensus),
        KeyFiles.create(folder.keys().resolve("reward.key")),
        KeyFiles.create(walletFile(folder)),
        KeyFiles.create(loadFile(folder)));
  }

  static DevnetKeys read(DevnetFolder folder) {
    Path consensus = consensusFile(folder);
    return new DevnetKeys(
        consensus,
        KeyFiles.read(consensus),
        KeyFiles.read(folder.keys().resolve("reward.key")),
        KeyFiles.read(walletFile(folder)),
        KeyFiles.read(loadFile(folder)));
  }

  private static Path consensusFile(DevnetFolder folder) {
    return folder.keys().resolve("consensus.key");
  }

  /** The funded wallet's key file, for {@code cli send}. */
  public static Path walletFile(DevnetFolder folder) {
    return folder.keys().resolve("wallet.key");
  }

  /** The load generator's key file. */
  public static Path loadFile(DevnetFolder folder) {
    return folder.keys().resolve("load.key");
  }
}
