package io.timecoin.devnet.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The ports that a devnet will listen on. */
public final class DevnetPorts {
  private DevnetPorts() {}

  /** Those of an existing devnet; none of one that would choose free ports. */
  public static List<Integer> of(DevnetFolder folder) {
    return folder.exists() ? of(DevnetSettings.read(folder)) : List.of();
  }

  static List<Integer> of(DevnetSettings settings) {
    var devnet = new PortPlan(settings.portBase());
    var ports = new ArrayList<Integer>();
    for (MasternodeId id : settings.ids()) {
      PortPlan own = id.ports(devnet);
      Arrays.stream(ServiceKind.values()).map(kind -> own.http(kind, 0)).forEach(ports::add);
      if (id.of() > 1) {
        ports.add(own.peers());
        id.others().forEach(other -> ports.add(own.link(other.number())));
      }
    }
    ports.addAll(List.of(devnet.kafka(), devnet.kafkaController(), devnet.postgres()));
    return List.copyOf(ports);
  }

  /** The first block of an existing devnet. */
  public static PortPlan plan(DevnetFolder folder) {
    return new PortPlan(DevnetSettings.read(folder).portBase());
  }
}
