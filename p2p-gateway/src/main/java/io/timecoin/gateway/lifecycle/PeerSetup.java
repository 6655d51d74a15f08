package io.timecoin.gateway.lifecycle;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.timecoin.gateway.config.PeersConfig;
import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.PeerLimits;
import io.timecoin.gateway.peers.PeerSettings;
import io.timecoin.gateway.peers.PeerTiming;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.protocol.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of the peers as the peers' code wants them. */
final class PeerSetup {
  /** A Goodbye has so long to arrive. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private PeerSetup() {}

  /**
   * The key of the node key file.
   *
   * @throws ConfigurationException one sentence
   */
  static NodeKey nodeKey(PeersConfig config) {
    Path file =
        config
            .nodeKeyFile()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "timecoin.peers.node-key-file is needed where timecoin.peers.listen or"
                            + " timecoin.peers.connect is set: a file of 64 hexadecimal digits"));
    try {
      return NodeKey.read(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "the node key file cannot be used (timecoin.peers.node-key-file): " + e.getMessage());
    }
  }

  static PeerSettings settings(PeersConfig config, Network network, String agent) {
    return new PeerSettings(
        config.listen().map(text -> address("listen", text)),
        config.advertise().map(text -> address("advertise", text)),
        config.connect().orElse(List.of()).stream()
            .map(text -> address("connect", text))
            .distinct()
            .toList(),
        config.discover(),
        network == Network.DEVNET,
        agent,
        timing(config),
        limits(config));
  }

  private static HostAndPort address(String key, String text) {
    Optional<HostAndPort> address = HostAndPort.parse(text);
    return address.orElseThrow(
        () ->
            new ConfigurationException(
                "timecoin.peers.%s is host:port, not \"%s\"".formatted(key, text)));
  }

  private static PeerTiming timing(PeersConfig config) {
    return new PeerTiming(
        config.ping(),
        config.dead(),
        config.helloDeadline(),
        config.stallDeadline(),
        config.frameDeadline(),
        LINGER,
        config.redial(),
        config.redialMost());
  }

  private static PeerLimits limits(PeersConfig config) {
    return new PeerLimits(
        config.maxInbound(),
        config.maxInboundPerAddress(),
        config.maxPerMember(),
        config.maxPending(),
        config.maxPendingPerAddress(),
        config.maxOutbound(),
        Map.of(
            Lane.URGENT,
            config.urgentBytes().asBigInteger().intValueExact(),
            Lane.RELAY,
            config.relayBytes().asBigInteger().intValueExact(),
            Lane.BULK,
            config.bulkBytes().asBigInteger().intValueExact()),
        config.inboundBytes().asLongValue(),
        config.openRequests(),
        config.ratePercent() / 100.0,
        config.patience(),
        config.ban());
  }
}
