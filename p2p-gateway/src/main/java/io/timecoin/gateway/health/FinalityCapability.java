package io.timecoin.gateway.health;

import io.timecoin.gateway.ingress.readers.MicroblockReader;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether finality is followed: no microblock of the stream was refused. */
@ApplicationScoped
public class FinalityCapability implements Capability {
  private final MicroblockReader reader;

  @Inject
  public FinalityCapability(MicroblockReader reader) {
    this.reader = reader;
  }

  @Override
  public String name() {
    return "finality";
  }

  @Override
  public CapabilityStatus status() {
    return reader.lastDefect().map(CapabilityStatus::failing).orElseGet(CapabilityStatus::working);
  }
}
