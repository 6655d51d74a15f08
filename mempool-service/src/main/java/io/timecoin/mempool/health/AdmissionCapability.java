package io.timecoin.mempool.health;

import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import io.timecoin.mempool.lifecycle.MempoolLife;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether this instance admits transactions and drafts proposals. */
@ApplicationScoped
public class AdmissionCapability implements Capability {
  private final MempoolLife life;

  @Inject
  public AdmissionCapability(MempoolLife life) {
    this.life = life;
  }

  @Override
  public String name() {
    return "admission";
  }

  @Override
  public CapabilityStatus status() {
    if (life.domain().isEmpty()) {
      return CapabilityStatus.failing(PoolCapability.REBUILT);
    }
    return life.isHeld()
        ? CapabilityStatus.working()
        : CapabilityStatus.failing("this instance stands by: another one holds the lease");
  }
}
