package io.timecoin.kit.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.Config;

/** Checks what all services are told, before anything starts with it. */
@ApplicationScoped
public class ConfigCheck {
  /** Before whatever reads a setting. */
  public static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 100;

  void onStart(@Observes @Priority(FIRST) StartupEvent event, Config config) {
    ConfigBounds.check(NodeConfig.class, config);
  }
}
