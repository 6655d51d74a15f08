package io.timecoin.devnet.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * What is decided once, when a devnet is made.
 *
 * @param portBase first of the ports this devnet uses, 100 for each masternode
 * @param blockIntervalSeconds from slot end to slot end (PROTOCOL §7.1)
 * @param genesisTimeSeconds Unix seconds
 * @param masternodes members of the genesis document, all run by this devnet
 */
public record DevnetSettings(
    int portBase, int blockIntervalSeconds, long genesisTimeSeconds, int masternodes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file of the time when there was but one masternode does not name their number. */
  public DevnetSettings {
    masternodes = Math.max(1, masternodes);
  }

  /** Its masternodes, in order. */
  public List<MasternodeId> ids() {
    return MasternodeId.all(masternodes);
  }

  /**
   * One of its masternodes, counted from 1.
   *
   * @throws LauncherFailure when there is none of this number
   */
  public MasternodeId id(int number) {
    if (number < 1 || number > masternodes) {
      throw new LauncherFailure(
          masternodes == 1
              ? "this devnet has one masternode; there is no " + number
              : "there is no masternode %d: they are 1 to %d".formatted(number, masternodes));
    }
    return new MasternodeId(number, masternodes);
  }

  /** The ports of one of its masternodes. */
  public PortPlan ports(MasternodeId id) {
    return id.ports(new PortPlan(portBase));
  }

  public static DevnetSettings read(DevnetFolder folder) {
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
