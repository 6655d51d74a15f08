package io.timecoin.devnet.suite;

import java.nio.file.Path;

/** What one masternode has on disk besides its database and its topics. */
public record MasternodeFolder(Path path) {
  public Path keys() {
    return path.resolve("keys");
  }

  public Path logs() {
    return path.resolve("logs");
  }

  public Path config() {
    return path.resolve("config");
  }
}
