package io.timecoin.devnet.suite;

import io.timecoin.protocol.crypto.KeyPair;
import java.nio.file.Path;

/**
 * The keys of a devnet that no masternode owns.
 *
 * @param wallet funded by genesis, for whoever tries the devnet
 * @param load funded by genesis, for the probe payment and the load generator
 */
public record DevnetKeys(KeyPair wallet, KeyPair load) {

  static DevnetKeys create(DevnetFolder folder) {
    return new DevnetKeys(KeyFiles.create(walletFile(folder)), KeyFiles.create(loadFile(folder)));
  }

  static DevnetKeys read(DevnetFolder folder) {
    return new DevnetKeys(KeyFiles.read(walletFile(folder)), KeyFiles.read(loadFile(folder)));
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
