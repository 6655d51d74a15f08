package io.timecoin.devnet.command;

import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetPorts;
import io.timecoin.devnet.suite.DevnetSettings;
import io.timecoin.devnet.suite.MasternodeId;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option by which a command says which of a devnet's masternodes it means. */
final class NodeOption {
  @Option(
      names = "--node",
      paramLabel = "N",
      defaultValue = "1",
      // So that `cli --node 2 send` and `cli send --node 2` mean the same.
      scope = ScopeType.INHERIT,
      description = "which masternode of the devnet, from 1 on (default: ${DEFAULT-VALUE})")
  private int node = 1;

  MasternodeId of(DevnetFolder folder) {
    return DevnetSettings.read(folder).id(node);
  }

  /** Its public API. */
  GatewayClient gateway(DevnetFolder folder) {
    return new GatewayClient(DevnetSettings.read(folder).ports(of(folder)).rpc());
  }

  /** Its topics, on the broker of the devnet. */
  NodeTopics topics(DevnetFolder folder) {
    return new NodeTopics(
        "127.0.0.1:" + DevnetPorts.plan(folder).kafka(), of(folder).kafkaPrefix());
  }
}
