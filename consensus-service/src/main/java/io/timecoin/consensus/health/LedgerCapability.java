package io.timecoin.consensus.health;

import io.timecoin.consensus.store.LedgerHeads;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether the ledger says where it stands; without it a cold start waits. */
@ApplicationScoped
public class LedgerCapability implements Capability {
  private final LedgerHeads ledger;

  @Inject
  public LedgerCapability(LedgerHeads ledger) {
    this.ledger = ledger;
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public CapabilityStatus status() {
    var failure = ledger.failure();
    return failure.isEmpty() ? CapabilityStatus.working() : CapabilityStatus.failing(failure);
  }
}
