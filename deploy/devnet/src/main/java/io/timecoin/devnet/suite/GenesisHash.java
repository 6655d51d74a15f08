package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The genesis document of a devnet, and its hash, which every signature is bound to (PROTOCOL
 * §3.1).
 */
public final class GenesisHash {
  private GenesisHash() {}

  public static Hash256 of(DevnetFolder folder) {
    return of(folder.genesis());
  }

  /** The whole document. */
  public static GenesisDocument document(DevnetFolder folder) {
    return document(folder.genesis());
  }

  static Hash256 of(Path genesis) {
    return document(genesis).hash();
  }

  private static GenesisDocument document(Path genesis) {
    try {
      return GenesisFile.read(genesis);
    } catch (IOException | GenesisException e) {
      throw new LauncherFailure("could not read " + genesis + ": " + e.getMessage(), e);
    }
  }
}
