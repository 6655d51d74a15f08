package io.timecoin.ledger.egress;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.health.WriterHealth;
import io.timecoin.ledger.store.DatabaseException;
import io.timecoin.ledger.store.LedgerStore;
import io.timecoin.protocol.topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Deletes from chain.microblocks what is applied, published and old (ARCHITECTURE, "Topics"). Only
 * the instance that writes does so; any range is served from the ledger afterwards.
 */
@ApplicationScoped
public class MicroblockRetention {
  private static final Logger LOG = Logger.getLogger(MicroblockRetention.class);
  private static final String PUBLISHER_GROUP = "ledger-publisher";

  private final KafkaSettings settings;
  private final LedgerStore store;
  private final WriterHealth writer;
  private final LedgerConfig.Retention config;
  private final InstantSource clock;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("retention").daemon().factory());

  @Inject
  public MicroblockRetention(
      KafkaSettings settings,
      LedgerStore store,
      WriterHealth writer,
      LedgerConfig config,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.writer = writer;
    this.config = config.retention();
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    long pace = config.pace().toMillis();
    var unused =
        scheduler.scheduleWithFixedDelay(this::deleteIfWriting, pace, pace, TimeUnit.MILLISECONDS);
  }

  void onShutdown(@Observes ShutdownEvent event) {
    scheduler.shutdownNow();
  }

  private void deleteIfWriting() {
    if (!writer.isWriting()) {
      return;
    }
    try {
      delete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | KafkaException | DatabaseException e) {
      LOG.warnf("Nothing deleted from chain.microblocks this time: %s", e.getMessage());
    }
  }

  /** Deletes what may go; returns the first offset that stays, if something was to be deleted. */
  OptionalLong delete() throws InterruptedException, ExecutionException {
    var partition = new TopicPartition(settings.name(Topic.CHAIN_MICROBLOCKS), 0);
    try (Admin admin = Admin.create(settings.admin("ledger-retention"))) {
      long first = offset(admin, partition, OffsetSpec.earliest());
      long keepFrom = keepFrom(admin, partition);
      if (keepFrom <= first) {
        return OptionalLong.empty();
      }
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(keepFrom))).all().get();
      LOG.infof("Deleted offsets %d to %d of %s", first, keepFrom - 1, partition.topic());
      return OptionalLong.of(keepFrom);
    }
  }

  private long keepFrom(Admin admin, TopicPartition partition)
      throws InterruptedException, ExecutionException {
    long end = offset(admin, partition, OffsetSpec.latest());
    long young =
        offset(
            admin,
            partition,
            OffsetSpec.forTimestamp(clock.instant().minus(config.age()).toEpochMilli()));
    long applied = store.state().map(LedgerState::microblocksOffset).orElse(0L);
    // No record is younger: -1.
    long old = young < 0 ? end : young;
    return Math.min(
        Math.min(old, applied), Math.min(published(admin, partition), end - config.atLeast()));
  }

  /** Without a publisher nothing is published, so nothing goes. */
  private long published(Admin admin, TopicPartition partition)
      throws InterruptedException, ExecutionException {
    OffsetAndMetadata acknowledged =
        admin
            .listConsumerGroupOffsets(settings.prefixed(PUBLISHER_GROUP))
            .partitionsToOffsetAndMetadata()
            .get()
            .get(partition);
    return acknowledged == null ? 0 : acknowledged.offset();
  }

  private static long offset(Admin admin, TopicPartition partition, OffsetSpec spec)
      throws InterruptedException, ExecutionException {
    return admin.listOffsets(Map.of(partition, spec)).partitionResult(partition).get().offset();
  }
}
