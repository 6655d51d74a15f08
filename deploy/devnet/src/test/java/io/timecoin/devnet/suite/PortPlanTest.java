package io.timecoin.devnet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PortPlanTest {

  @Test
  void everyPortOfADevnetLiesInItsBlockAndIsUsedOnce() {
    List<Integer> ports = portsOf(new PortPlan(PortPlan.FIRST_BASE));

    assertThat(ports)
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= PortPlan.FIRST_BASE && port < PortPlan.FIRST_BASE + 100);
  }

  @Test
  void neighbouringBlocksShareNoPort() {
    List<Integer> first = portsOf(new PortPlan(24_300));

    assertThat(portsOf(new PortPlan(24_400))).doesNotContainAnyElementsOf(first);
  }

  @Test
  void theFirstDevnetHasThePortsOfTheProtocol() {
    // PROTOCOL §1.2: P2P 24200, RPC 24201, WebSocket 24202.
    var plan = new PortPlan(PortPlan.FIRST_BASE);

    assertThat(plan.rpc()).isEqualTo(24_201);
    assertThat(plan.http(ServiceKind.GATEWAY, 0)).isEqualTo(24_201);
    assertThat(portsOf(plan)).doesNotContain(24_200, 24_202);
  }

  @Test
  void theMasternodesOfADevnetHaveNeighbouringBlocksAndShareNoPort() {
    List<Integer> ports =
        DevnetPorts.of(new DevnetSettings(24_300, 20, 1, PortPlan.maximumMasternodes()));

    assertThat(ports)
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 24_300 && port < 24_300 + 7 * 100)
        // Five services and the port for peers each, a link to each other one, the servers.
        .hasSize(7 * 6 + 7 * 6 + 3);
  }

  @Test
  void aSingleMasternodeHasNoPortForPeers() {
    assertThat(DevnetPorts.of(new DevnetSettings(24_200, 20, 1, 1)))
        .hasSize(8)
        .doesNotContain(24_200);
  }

  private static List<Integer> portsOf(PortPlan plan) {
    var ports = new ArrayList<Integer>();
    for (ServiceKind kind : ServiceKind.values()) {
      int count = kind == ServiceKind.VERIFIER ? PortPlan.maximumVerifiers() : 1;
      for (int i = 0; i < count; i++) {
        ports.add(plan.http(kind, i));
      }
    }
    for (int other = 1; other <= PortPlan.maximumMasternodes(); other++) {
      ports.add(plan.link(other));
    }
    ports.addAll(List.of(plan.kafka(), plan.kafkaController(), plan.postgres()));
    return ports;
  }
}
