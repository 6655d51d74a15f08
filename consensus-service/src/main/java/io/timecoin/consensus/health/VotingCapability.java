package io.timecoin.consensus.health;

import io.timecoin.consensus.voting.ConsensusStatus;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether this instance votes, or would if the active one were gone. */
@ApplicationScoped
public class VotingCapability implements Capability {
  private final ConsensusStatus status;

  @Inject
  public VotingCapability(ConsensusStatus status) {
    this.status = status;
  }

  @Override
  public String name() {
    return "vote";
  }

  @Override
  public CapabilityStatus status() {
    var snapshot = status.snapshot();
    return switch (snapshot.role()) {
      case MEMBER -> CapabilityStatus.working();
      case STARTING, STANDBY, OBSERVER, HALTED -> CapabilityStatus.failing(snapshot.reason());
    };
  }
}
