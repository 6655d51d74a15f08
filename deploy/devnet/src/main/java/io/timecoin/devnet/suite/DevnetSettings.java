package io.timecoin.devnet.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What is decided once, when a devnet is made.
 *
 * @param portBase first of the 100 ports this devnet uses
 * @param blockIntervalSeconds from slot end to slot end (PROTOCOL §7.1)
 * @param genesisTimeSeconds Unix seconds
 */
public record DevnetSettings(int portBase, int blockIntervalSeconds, long genesisTimeSeconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static DevnetSettings read(DevnetFolder folder) {
    try {
      return JSON.readValue(folder.settings().toFile(), DevnetSettings.class);
    } catch (IOException e) {
      throw new LauncherFailure(
          "%s is damaged (%s); `up --fresh` makes the devnet anew"
              .formatted(folder.settings(), e.getMessage()),
          e);
    }
  }

  void write(DevnetFolder folder) {
    try {
      Files.createDirectories(folder.path());
      JSON.writerWithDefaultPrettyPrinter().writeValue(folder.settings().toFile(), this);
    } catch (IOException e) {
      throw new LauncherFailure("could not write " + folder.settings() + ": " + e.getMessage(), e);
    }
  }
}
