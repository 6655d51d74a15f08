package io.timecoin.kit.drain;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.ServiceState;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings the service to rest at SIGTERM. Observes Quarkus's ShutdownEvent before anybody else: at
 * that moment beans, the database pool and all Kafka clients still work; SmallRye closes its
 * channels later, when the application scope is destroyed.
 */
@ApplicationScoped
public class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class);

  private final ServiceState state;
  private final Instance<Drainable> drainables;
  private final Duration deadline;

  @Inject
  public Drain(ServiceState state, @Any Instance<Drainable> drainables, NodeConfig config) {
    this.state = state;
    this.drainables = drainables;
    this.deadline = config.drainDeadline();
  }

  void onDelay(@Observes ShutdownDelayInitiatedEvent event) {
    state.draining();
  }

  void onShutdown(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    state.draining();
    List<Drainable> inOrder =
        drainables.stream().sorted(Comparator.comparingInt(Drainable::order)).toList();
    long end = System.nanoTime() + deadline.toNanos();
    // A thread of its own, so that a drain that hangs can be left behind.
    Thread drains = Thread.ofPlatform().name("drain").daemon().start(() -> drain(inOrder, end));
    try {
      if (!drains.join(deadline)) {
        drains.interrupt();
        LOG.warnf("Not drained within %s: the rest is given up and comes again", deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void drain(List<Drainable> inOrder, long end) {
    for (Drainable drainable : inOrder) {
      try {
        drainable.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.errorf(e, "%s could not be drained", drainable.getClass().getSimpleName());
      }
    }
    LOG.debugf("Drained, %d ms left", TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
  }
}
