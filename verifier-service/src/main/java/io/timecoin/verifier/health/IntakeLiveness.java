package io.timecoin.verifier.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** A verifier that reads nothing any more is broken: its partitions go to others with a restart. */
@Liveness
@ApplicationScoped
public class IntakeLiveness implements HealthCheck {
  private final IntakeChannel intake;

  @Inject
  public IntakeLiveness(IntakeChannel intake) {
    this.intake = intake;
  }

  @Override
  public HealthCheckResponse call() {
    var failure = intake.failure();
    return HealthCheckResponse.named("intake")
        .status(failure.isEmpty())
        .withData("reasons", failure.orElse(""))
        .build();
  }
}
