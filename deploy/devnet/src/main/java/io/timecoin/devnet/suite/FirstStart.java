package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one-time permission to begin with an empty vote log and an empty ledger (PROTOCOL §6.7):
 * given with the consensus key, taken back once a payment was final.
 */
record FirstStart(MasternodeFolder folder) {

  void allow() {
    try {
      Files.createDirectories(folder.keys());
      Files.writeString(marker(), "");
    } catch (IOException e) {
      throw new LauncherFailure("could not write in " + folder.keys() + ": " + e.getMessage(), e);
    }
  }

  boolean isAllowed() {
    return Files.exists(marker());
  }

  void done() {
    try {
      Files.deleteIfExists(marker());
    } catch (IOException e) {
      throw new LauncherFailure("could not delete " + marker() + ": " + e.getMessage(), e);
    }
  }

  private Path marker() {
    return folder.keys().resolve("first-start");
  }
}
