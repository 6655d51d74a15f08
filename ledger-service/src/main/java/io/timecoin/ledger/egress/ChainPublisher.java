package io.timecoin.ledger.egress;

import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.health.LedgerMetrics;
import io.timecoin.ledger.ingress.SchemaWatch;
import io.timecoin.ledger.store.AppliedHead;
import io.timecoin.ledger.store.DatabaseException;
import io.timecoin.ledger.store.EventSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Publishes chain.blocks, chain.transactions and chain.addresses, each event exactly once, of
 * sequences that PostgreSQL holds already (ARCHITECTURE, "Publishing from the ledger"). One member
 * of the group publishes; the others stand by. A thread of its own, sessions one after the other.
 *
 * <p>If the group's offset is lost, as a broker does to a group without members after seven days,
 * the events are published again from the oldest microblock that chain.microblocks has; entry
 * numbers, heights and sequences let readers drop what they have seen.
 */
@ApplicationScoped
public class ChainPublisher implements Drainable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final KafkaSettings settings;
  private final ServiceState service;
  private final TopicsAtStart topics;
  private final SchemaWatch schema;
  private final EventSource source;
  private final EventRecords events;
  private final AppliedHead head;
  private final LedgerMetrics metrics;
  private final LedgerConfig config;
  private final PublisherHealth health;
  private final Thread thread = Thread.ofPlatform().name("publisher").daemon().unstarted(this::run);
  private volatile boolean closing;

  @Inject
  public ChainPublisher(
      KafkaSettings settings,
      ServiceState service,
      TopicsAtStart topics,
      SchemaWatch schema,
      EventSource source,
      EventRecords events,
      AppliedHead head,
      LedgerMetrics metrics,
      LedgerConfig config,
      PublisherHealth health) {
    this.settings = settings;
    this.service = service;
    this.topics = topics;
    this.schema = schema;
    this.source = source;
    this.events = events;
    this.head = head;
    this.metrics = metrics;
    this.config = config;
    this.health = health;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.publisher()) {
      var unused =
          CompletableFuture.allOf(topics.prepared(), schema.usable()).thenRun(thread::start);
    }
  }

  @Override
  public int order() {
    return OUTPUT;
  }

  @Override
  public void drain(Duration remaining) throws InterruptedException {
    closing = true;
    // An interrupted consumer cannot leave its group, and a standby would wait for its session.
    if (thread.getState() != Thread.State.NEW && !thread.join(remaining.dividedBy(2))) {
      thread.interrupt();
      thread.join(remaining.dividedBy(2));
    }
  }

  private void run() {
    try {
      while (!closing) {
        session();
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    } catch (InterruptedException | InterruptException e) {
      if (!closing) {
        service.broken("the publisher was interrupted", e);
      }
    } catch (PublisherException e) {
      health.waiting(e.getMessage() + ". Nothing more is published until a restart");
    } catch (RuntimeException | Error e) {
      if (!closing) {
        service.broken("the publisher failed", e);
      }
    }
  }

  /** Publishes until something fails that a new session can get over. */
  private void session() throws PublisherException, InterruptedException {
    try (var session =
        new PublisherSession(
            settings, source, events, head, metrics, config, health, KafkaProducer::new)) {
      while (!closing) {
        session.publishNext();
      }
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      health.waiting("Kafka: " + e.getMessage());
    } catch (DatabaseException e) {
      health.waiting("PostgreSQL does not answer: " + e.getMessage());
    }
  }
}
