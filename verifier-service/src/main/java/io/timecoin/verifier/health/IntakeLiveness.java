package io.timecoin.verifier.health;

import io.timecoin.verifier.recheck.TakenOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * A verifier that reads nothing any more is broken: its partitions go to others with a restart. Not
 * so one that is taken out: its partitions are with others already, and after a restart it would
 * begin again with the same fault.
 */
@Liveness
@ApplicationScoped
public class IntakeLiveness implements HealthCheck {
  private final IntakeChannel intake;
  private final TakenOut takenOut;

  @Inject
  public IntakeLiveness(IntakeChannel intake, TakenOut takenOut) {
    this.intake = intake;
    this.takenOut = takenOut;
  }

  @Override
  public HealthCheckResponse call() {
    var failure = intake.failure();
    return HealthCheckResponse.named("intake")
        .status(failure.isEmpty() || takenOut.isTrue())
        .withData("reasons", failure.orElse(""))
        .build();
  }
}
