package io.timecoin.kit.status;

import io.smallrye.common.annotation.NonBlocking;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import io.timecoin.kit.health.ServiceState;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;

/** What works right now, whatever readiness says. */
@Path("/status/capabilities")
public class CapabilitiesResource {
  private final ServiceState state;
  private final Instance<Capability> capabilities;

  /** One line of the answer. */
  public record Entry(String name, boolean works, String reason) {}

  /**
   * The answer.
   *
   * @param waits for dependencies that a start is missing, in any phase
   */
  public record Capabilities(
      String phase, List<String> reasons, List<String> waits, List<Entry> capabilities) {}

  @Inject
  public CapabilitiesResource(ServiceState state, @Any Instance<Capability> capabilities) {
    this.state = state;
    this.capabilities = capabilities;
  }

  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  public Capabilities capabilities() {
    List<Entry> entries =
        capabilities.stream()
            .map(CapabilitiesResource::entry)
            .sorted(Comparator.comparing(Entry::name))
            .toList();
    return new Capabilities(state.phase().label(), state.reasons(), state.waits(), entries);
  }

  private static Entry entry(Capability capability) {
    CapabilityStatus status = capability.status();
    return new Entry(capability.name(), status.works(), status.reason());
  }
}
