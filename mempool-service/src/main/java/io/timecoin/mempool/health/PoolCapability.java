package io.timecoin.mempool.health;

import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import io.timecoin.mempool.lifecycle.MempoolLife;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether queries about the pool are answered. */
@ApplicationScoped
public class PoolCapability implements Capability {
  static final String REBUILT = "the pool is being rebuilt from the ledger and the journal";

  private final MempoolLife life;

  @Inject
  public PoolCapability(MempoolLife life) {
    this.life = life;
  }

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public CapabilityStatus status() {
    return life.domain().isPresent()
        ? CapabilityStatus.working()
        : CapabilityStatus.failing(REBUILT);
  }
}
