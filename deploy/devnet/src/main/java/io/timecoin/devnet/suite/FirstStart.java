package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one-time permission to begin with an empty vote log and an empty ledger (PROTOCOL §6.7):
 * given with the consensus key, taken back once a payment was final.
 */
final class FirstStart {
  private FirstStart() {}

  static void allow(DevnetFolder folder) {
    try {
      Files.createDirectories(folder.keys());
      Files.writeString(marker(folder), "");
    } catch (IOException e) {
      throw new LauncherFailure("could not write in " + folder.keys() + ": " + e.getMessage(), e);
    }
  }

  static boolean isAllowed(DevnetFolder folder) {
    return Files.exists(marker(folder));
  }

  static void done(DevnetFolder folder) {
    try {
      Files.deleteIfExists(marker(folder));
    } catch (IOException e) {
      throw new LauncherFailure("could not delete " + marker(folder) + ": " + e.getMessage(), e);
    }
  }

  private static Path marker(DevnetFolder folder) {
    return folder.keys().resolve("first-start");
  }
}
