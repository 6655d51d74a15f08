package io.timecoin.mempool.egress;

import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Deletes the records of this service's own topics that nobody needs any more. A deletion that
 * fails is left to the next one, which covers it.
 */
public final class RecordTrimmer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RecordTrimmer.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final KafkaSettings settings;
  private final Admin admin;
  private final Map<Topic, Long> asked = new EnumMap<>(Topic.class);

  public RecordTrimmer(KafkaSettings settings) {
    this.settings = settings;
    this.admin = Admin.create(settings.admin("trimmer"));
  }

  /** Deletes everything below the offset, without waiting. */
  public synchronized void deleteBelow(Topic topic, long offset) {
    if (offset <= asked.getOrDefault(topic, 0L)) {
      return;
    }
    asked.put(topic, offset);
    var deletion =
        admin
            .deleteRecords(
                Map.of(
                    new TopicPartition(settings.name(topic), 0),
                    RecordsToDelete.beforeOffset(offset)))
            .all();
    var unused = deletion.whenComplete((_, failure) -> noteFailure(topic, offset, failure));
  }

  private void noteFailure(Topic topic, long offset, Throwable failure) {
    if (failure != null) {
      LOG.debugf("%s not trimmed to %d: %s", topic, offset, failure.getMessage());
      forget(topic, offset);
    }
  }

  private synchronized void forget(Topic topic, long offset) {
    asked.remove(topic, offset);
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
