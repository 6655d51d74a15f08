package io.timecoin.gateway.egress;

import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.intake.Backlog;
import io.timecoin.gateway.intake.IntakeBreaker;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jboss.logging.Logger;

/**
 * Looks whether the verifiers keep up: compares their group's position in tx.inbound with the first
 * batch that is younger than allowed. Every answer of the broker also tells the breaker that it
 * lives. A few small requests a second, one after the other.
 */
@Singleton
public class BacklogProbe {
  private static final Logger LOG = Logger.getLogger(BacklogProbe.class);

  private final KafkaSettings settings;
  private final GatewayConfig.Intake config;
  private final Backlog backlog;
  private final IntakeBreaker breaker;
  private final InstantSource clock;
  private final Thread thread =
      Thread.ofPlatform().name("backlog-probe").daemon().unstarted(this::run);

  @Inject
  public BacklogProbe(
      KafkaSettings settings,
      GatewayConfig config,
      Backlog backlog,
      IntakeBreaker breaker,
      InstantSource clock) {
    this.settings = settings;
    this.config = config.intake();
    this.backlog = backlog;
    this.breaker = breaker;
    this.clock = clock;
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  @PreDestroy
  void close() {
    thread.interrupt();
  }

  private void run() {
    try (Admin admin = Admin.create(settings.admin("backlog"))) {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          boolean tooOld = oldestUnreadTooOld(admin);
          breaker.brokerAnswered();
          if (tooOld != backlog.isTooOld()) {
            LOG.warnf(
                tooOld
                    ? "Nothing is taken in: the verifiers are more than %s behind"
                    : "The verifiers keep up again (limit %s)",
                config.maxBacklogAge());
          }
          backlog.seen(tooOld);
        } catch (ExecutionException e) {
          LOG.debugf("The backlog is not known: %s", e.getMessage());
        }
        TimeUnit.MILLISECONDS.sleep(config.backlogCheck().toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("The backlog probe was told to stop");
    }
  }

  private boolean oldestUnreadTooOld(Admin admin) throws ExecutionException, InterruptedException {
    String topic = settings.name(Topic.TX_INBOUND);
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
    Map<TopicPartition, OffsetSpec> youngs = new HashMap<>();
    long limit = clock.instant().minus(config.maxBacklogAge()).toEpochMilli();
    for (int i = 0; i < Topic.TX_INBOUND.partitions(); i++) {
      ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
      starts.put(new TopicPartition(topic, i), OffsetSpec.earliest());
      youngs.put(new TopicPartition(topic, i), OffsetSpec.forTimestamp(limit));
    }
    var end = admin.listOffsets(ends).all().get();
    var start = admin.listOffsets(starts).all().get();
    var young = admin.listOffsets(youngs).all().get();
    Map<TopicPartition, OffsetAndMetadata> read = readBy(admin);
    for (TopicPartition partition : ends.keySet()) {
      OffsetAndMetadata next = read.get(partition);
      long unread = next == null ? start.get(partition).offset() : next.offset();
      // No young batch at all: then all that is unread is old.
      long firstYoung =
          young.get(partition).offset() < 0
              ? end.get(partition).offset()
              : young.get(partition).offset();
      if (unread < firstYoung) {
        return true;
      }
    }
    return false;
  }

  /** A partition that the group has never read has no entry. */
  private Map<TopicPartition, OffsetAndMetadata> readBy(Admin admin)
      throws ExecutionException, InterruptedException {
    String group = settings.prefixed(config.verifierGroup());
    try {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }
}
