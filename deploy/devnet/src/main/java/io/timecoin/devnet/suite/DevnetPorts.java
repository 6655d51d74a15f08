package io.timecoin.devnet.suite;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ports that a devnet will listen on. */
public final class DevnetPorts {
  private DevnetPorts() {}

  /** Those of an existing devnet; none of one that would choose free ports. */
  public static List<Integer> of(DevnetFolder folder) {
    if (!folder.exists()) {
      return List.of();
    }
    PortPlan ports = plan(folder);
    return Stream.concat(
            Arrays.stream(ServiceKind.values()).map(kind -> ports.http(kind, 0)),
            IntStream.of(ports.kafka(), ports.kafkaController(), ports.postgres()).boxed())
        .toList();
  }

  /** The block of an existing devnet. */
  public static PortPlan plan(DevnetFolder folder) {
    return new PortPlan(DevnetSettings.read(folder).portBase());
  }
}
