package io.timecoin.gateway.health;

import io.timecoin.gateway.intake.IntakeGate;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import io.timecoin.kit.kafka.TopicsAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether transactions are taken in. */
@ApplicationScoped
public class SubmitCapability implements Capability {
  private final IntakeGate gate;
  private final TopicsAtStart topics;

  @Inject
  public SubmitCapability(IntakeGate gate, TopicsAtStart topics) {
    this.gate = gate;
    this.topics = topics;
  }

  @Override
  public String name() {
    return "submit";
  }

  @Override
  public CapabilityStatus status() {
    return topics
        .obstacle()
        .or(() -> gate.closed().map(cause -> cause.text()))
        .map(CapabilityStatus::failing)
        .orElseGet(CapabilityStatus::working);
  }
}
