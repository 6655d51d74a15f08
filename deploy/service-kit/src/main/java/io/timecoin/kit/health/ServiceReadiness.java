package io.timecoin.kit.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready = started, warm and not draining; a dependency that is down does not change it. */
@Readiness
@ApplicationScoped
public class ServiceReadiness implements HealthCheck {
  private final ServiceState state;

  @Inject
  public ServiceReadiness(ServiceState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("service")
        .status(state.ready())
        .withData("phase", state.phase().label())
        .withData("reasons", String.join("; ", state.reasons()))
        .build();
  }
}
