package io.timecoin.ledger.ingress;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.health.DependencyWait;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.health.StartRefusal;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.store.DatabaseException;
import io.timecoin.ledger.store.LedgerSchema;
import io.timecoin.ledger.store.SchemaGate;
import io.timecoin.ledger.store.SchemaState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Waits at start for a database with the schema this code knows; without it the service is not
 * ready, and neither reads nor writes. A schema of another version, or of somebody else, ends the
 * start: waiting would not mend it.
 */
@ApplicationScoped
public class SchemaWatch {
  private static final Logger LOG = Logger.getLogger(SchemaWatch.class);

  private final LedgerSchema schema;
  private final SchemaGate gate;
  private final ServiceState service;
  private final StartRefusal refusal;
  private final DependencyWait database;
  private final DependencyWait migration;
  private final Duration pause;
  private final CompletableFuture<Void> usable = new CompletableFuture<>();
  private final Thread thread = Thread.ofPlatform().name("schema").daemon().unstarted(this::watch);

  @Inject
  public SchemaWatch(
      LedgerSchema schema,
      SchemaGate gate,
      ServiceState service,
      StartRefusal refusal,
      LedgerConfig config) {
    this.schema = schema;
    this.gate = gate;
    this.service = service;
    this.refusal = refusal;
    this.database =
        new DependencyWait(LOG, service, "PostgreSQL (quarkus.datasource.reactive.url)");
    this.migration = new DependencyWait(LOG, service, "the ledger's schema");
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
    try {
      while (!usable.isDone()) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      service.broken("the schema could not be checked", e);
    }
  }

  private void look() throws InterruptedException {
    try {
      SchemaState state = schema.state();
      database.over();
      switch (state) {
        case SchemaState.Known() -> take();
        case SchemaState.Missing() -> {
          migration.because("the database has no schema yet: run the migration (SchemaMigration)");
          pause();
        }
        case SchemaState.Wrong wrong -> refuse(wrong);
      }
    } catch (DatabaseException e) {
      database.because(e.getMessage());
      pause();
    }
  }

  private void take() {
    migration.over();
    gate.open();
    service.warm();
    usable.complete(null);
  }

  /** A migration that is running looks wrong for a moment: what is wrong is so twice. */
  private void refuse(SchemaState.Wrong wrong) throws InterruptedException {
    pause();
    if (schema.state().equals(wrong)) {
      refusal.refuse(wrong.sentence());
      usable.cancel(false);
    }
  }

  private void pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
  }
}
