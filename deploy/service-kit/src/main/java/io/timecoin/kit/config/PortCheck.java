package io.timecoin.kit.config;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks whether this service's port is free before anything else starts. Quarkus opens it last: by
 * then a process that was started twice by mistake would have taken the leases of the one that
 * works, only to end.
 */
@ApplicationScoped
public class PortCheck {
  private static final int SHORTEST_BACKLOG = 1;

  void onStart(
      @Observes @Priority(ConfigCheck.FIRST) StartupEvent event,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
    // Tests have a port of their own, picked when it is opened.
    if (!LaunchMode.current().isDevOrTest()) {
      requireFree(host, port);
    }
  }

  /**
   * Returns when a server could listen there.
   *
   * @throws ConfigurationException one sentence; Quarkus ends with that sentence alone
   */
  static void requireFree(String host, int port) {
    try (var _ = new ServerSocket(port, SHORTEST_BACKLOG, InetAddress.getByName(host))) {
      // Free: given back at once, for Quarkus to open.
    } catch (BindException e) {
      throw new ConfigurationException(
          ("cannot listen on %s:%d (%s): stop the process that does, which may be this same"
                  + " instance, or set quarkus.http.port and quarkus.http.host")
              .formatted(host, port, e.getMessage()));
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot listen on %s:%d (%s): set quarkus.http.host to an address of this machine"
              .formatted(host, port, e));
    }
  }
}
