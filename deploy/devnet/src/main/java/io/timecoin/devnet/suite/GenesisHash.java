package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisFile;
import java.io.IOException;

/** The genesis hash of a devnet, which every signature is bound to (PROTOCOL §3.1). */
public final class GenesisHash {
  private GenesisHash() {}

  public static Hash256 of(DevnetFolder folder) {
    try {
      return GenesisFile.read(folder.genesis()).hash();
    } catch (IOException | GenesisException e) {
      throw new LauncherFailure("could not read " + folder.genesis() + ": " + e.getMessage(), e);
    }
  }
}
