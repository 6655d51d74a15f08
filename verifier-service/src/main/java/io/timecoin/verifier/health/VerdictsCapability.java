package io.timecoin.verifier.health;

import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.verifier.config.VerifierConfig;
import io.timecoin.verifier.recheck.Disagreement;
import io.timecoin.verifier.recheck.TakenOut;
import io.timecoin.verifier.verification.InFlight;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Whether what is taken in gets its verdicts written in good time. */
@ApplicationScoped
public class VerdictsCapability implements Capability {
  private final InFlight inFlight;
  private final TopicsAtStart topics;
  private final IntakeChannel intake;
  private final TakenOut takenOut;
  private final Duration stuckAfter;

  @Inject
  public VerdictsCapability(
      InFlight inFlight,
      TopicsAtStart topics,
      IntakeChannel intake,
      TakenOut takenOut,
      VerifierConfig config) {
    this.inFlight = inFlight;
    this.topics = topics;
    this.intake = intake;
    this.takenOut = takenOut;
    this.stuckAfter = config.stuckAfter();
  }

  @Override
  public String name() {
    return "verdicts";
  }

  @Override
  public CapabilityStatus status() {
    return takenOut
        .cause()
        .map(Disagreement::sentence)
        .or(topics::obstacle)
        .or(intake::failure)
        .map(CapabilityStatus::failing)
        .orElseGet(this::verdicts);
  }

  private CapabilityStatus verdicts() {
    long age = inFlight.oldestAgeMillis().orElse(0);
    return age <= stuckAfter.toMillis()
        ? CapabilityStatus.working()
        : CapabilityStatus.failing(
            "the oldest batch has waited %d ms for its verdicts to be durable".formatted(age));
  }
}
