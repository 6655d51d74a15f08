package io.timecoin.e2e;

import io.timecoin.devnet.suite.ServiceProcess;
import java.util.List;

/** Who of a service's instances is the active one, as each says itself. */
final class Roles {
  /** The first that says so; there must be one. */
  ServiceProcess active(List<ServiceProcess> instances) {
    return instances.stream().filter(this::isActive).findFirst().orElseThrow();
  }

  /** One that is stopped or dead says nothing, and so is not. */
  boolean isActive(ServiceProcess instance) {
    String capability =
        switch (instance.kind()) {
          case MEMPOOL -> "admission";
          case CONSENSUS -> "vote";
          case LEDGER -> "write";
          case GATEWAY, VERIFIER -> throw new IllegalArgumentException("all are active");
        };
    return CapabilitiesPage.of(instance).works(capability);
  }
}
