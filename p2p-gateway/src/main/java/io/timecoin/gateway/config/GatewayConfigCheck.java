package io.timecoin.gateway.config;

import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.config.ConfigBounds;
import io.timecoin.kit.config.ConfigCheck;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/** Checks this service's own settings before anything starts with them. */
@ApplicationScoped
public class GatewayConfigCheck {
  void onStart(@Observes @Priority(ConfigCheck.FIRST) StartupEvent event, Config config) {
    ConfigBounds.checkService(config, GatewayConfig.class, PeersConfig.class);
  }
}
