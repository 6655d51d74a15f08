package io.timecoin.gateway.health;

import io.timecoin.gateway.lifecycle.Peers;
import io.timecoin.gateway.peers.Steering;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether all peers that are configured are connected. */
@ApplicationScoped
public class PeersCapability implements Capability {
  private final Peers peers;

  @Inject
  public PeersCapability(Peers peers) {
    this.peers = peers;
  }

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public CapabilityStatus status() {
    return peers.node().map(node -> status(node.steering())).orElseGet(CapabilityStatus::working);
  }

  private static CapabilityStatus status(Steering steering) {
    Steering.Kept kept = steering.kept();
    return kept.connected() == kept.configured()
        ? CapabilityStatus.working()
        : CapabilityStatus.failing(
            "connected to %d of %d configured peers (timecoin.peers.connect)"
                .formatted(kept.connected(), kept.configured()));
  }
}
