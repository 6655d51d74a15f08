package io.timecoin.devnet.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/** Makes a new devnet's keys and genesis document. */
final class DevnetMaker {
  private DevnetMaker() {}

  /** The settings are written last: a folder with them is a whole devnet. */
  static void make(DevnetOptions options) {
    DevnetFolder folder = options.folder();
    folder.wipe();
    Duration interval = options.blockInterval().orElse(DevnetOptions.DEFAULT_BLOCK_INTERVAL);
    int masternodes = options.masternodes().orElse(1);
    PortPlan.allocate(
        masternodes,
        base -> {
          var settings =
              new DevnetSettings(
                  base, (int) interval.toSeconds(), Instant.now().getEpochSecond(), masternodes);
          write(folder, settings);
          return settings;
        });
  }

  static void write(DevnetFolder folder, DevnetSettings settings) {
    var keys = DevnetKeys.create(folder);
    var masternodes = new ArrayList<MasternodeKeys>();
    for (MasternodeId id : settings.ids()) {
      MasternodeFolder own = id.folder(folder);
      masternodes.add(MasternodeKeys.create(own));
      new FirstStart(own).allow();
    }
    new GenesisMaker("devnet-" + folder.name(), settings, keys)
        .write(folder.genesis(), masternodes);
    settings.write(folder);
  }
}
