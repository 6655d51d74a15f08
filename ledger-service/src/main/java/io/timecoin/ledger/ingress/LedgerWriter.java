package io.timecoin.ledger.ingress;

import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.Lease;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.health.WriterHealth;
import io.timecoin.protocol.topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Holds or waits for the writer's lease, and writes while it is held. The lease only chooses the
 * writer; the fence is the state row in the database ({@link BatchWriter}).
 */
@ApplicationScoped
public class LedgerWriter implements Lease.Listener, Drainable {
  private final KafkaSettings settings;
  private final ServiceState service;
  private final TopicsAtStart topics;
  private final SchemaWatch schema;
  private final LedgerConfig config;
  private final WriterHealth health;
  private final WritingTurns turns;
  private volatile Lease lease;

  @Inject
  public LedgerWriter(
      KafkaSettings settings,
      ServiceState service,
      TopicsAtStart topics,
      SchemaWatch schema,
      LedgerConfig config,
      WriterHealth health,
      WritingTurns turns) {
    this.settings = settings;
    this.service = service;
    this.topics = topics;
    this.schema = schema;
    this.config = config;
    this.health = health;
    this.turns = turns;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.writer()) {
      health.waiting("it has no lease yet");
      var unused = CompletableFuture.allOf(topics.prepared(), schema.usable()).thenRun(this::join);
    }
  }

  @Override
  public void onHeld() {
    turns.begin();
  }

  @Override
  public void onLost() {
    turns.end();
  }

  @Override
  public int order() {
    return LEASE;
  }

  @Override
  public synchronized void drain(Duration remaining) {
    if (lease != null) {
      lease.close();
    }
  }

  private synchronized void join() {
    lease = new Lease(settings, Topic.LEASE_LEDGER, settings.instance(), this, service).start();
  }
}
