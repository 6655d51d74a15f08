package io.timecoin.gateway.health;

import io.timecoin.gateway.intake.IntakeGate;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether transactions are taken in. */
@ApplicationScoped
public class SubmitCapability implements Capability {
  private final IntakeGate gate;

  @Inject
  public SubmitCapability(IntakeGate gate) {
    this.gate = gate;
  }

  @Override
  public String name() {
    return "submit";
  }

  @Override
  public CapabilityStatus status() {
    return gate.closed()
        .map(cause -> CapabilityStatus.failing(cause.text()))
        .orElseGet(CapabilityStatus::working);
  }
}
