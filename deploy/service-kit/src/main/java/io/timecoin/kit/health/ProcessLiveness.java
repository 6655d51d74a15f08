package io.timecoin.kit.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Fails only for a broken process: then a restart is the remedy. */
@Liveness
@ApplicationScoped
public class ProcessLiveness implements HealthCheck {
  private final ServiceState state;

  @Inject
  public ProcessLiveness(ServiceState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("process")
        .status(state.alive())
        .withData("phase", state.phase().label())
        .withData("reasons", String.join("; ", state.alive() ? List.of() : state.reasons()))
        .build();
  }
}
