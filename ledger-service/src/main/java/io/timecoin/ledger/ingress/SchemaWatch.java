package io.timecoin.ledger.ingress;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.store.DatabaseException;
import io.timecoin.ledger.store.LedgerSchema;
import io.timecoin.ledger.store.SchemaGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Waits at start for a database with the schema this code knows; without it the service is not
 * ready, and neither reads nor writes.
 */
@ApplicationScoped
public class SchemaWatch {
  private static final Logger LOG = Logger.getLogger(SchemaWatch.class);

  private final LedgerSchema schema;
  private final SchemaGate gate;
  private final ServiceState service;
  private final Duration pause;
  private final CompletableFuture<Void> usable = new CompletableFuture<>();
  private final Thread thread = Thread.ofPlatform().name("schema").daemon().unstarted(this::watch);

  @Inject
  public SchemaWatch(
      LedgerSchema schema, SchemaGate gate, ServiceState service, LedgerConfig config) {
    this.schema = schema;
    this.gate = gate;
    this.service = service;
    this.pause = config.databaseRetry();
  }

  /** Completes when the database can be used. */
  public CompletableFuture<Void> usable() {
    return usable.copy();
  }

  void onStart(@Observes StartupEvent event) {
    thread.start();
  }

  void onShutdown(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  private void watch() {
    String told = "";
    try {
      Optional<String> obstacle = obstacle();
      while (obstacle.isPresent()) {
        if (!obstacle.get().equals(told)) {
          told = obstacle.get();
          LOG.warnf("Not ready: %s", told);
          service.starting(told);
        }
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        obstacle = obstacle();
      }
      gate.open();
      service.warm();
      usable.complete(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      service.broken("the schema could not be checked", e);
    }
  }

  private Optional<String> obstacle() throws InterruptedException {
    try {
      return schema.defect();
    } catch (DatabaseException e) {
      return Optional.of("PostgreSQL does not answer: " + e.getMessage());
    }
  }
}
