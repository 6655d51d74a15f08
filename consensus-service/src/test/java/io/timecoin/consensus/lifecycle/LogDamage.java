package io.timecoin.consensus.lifecycle;

import io.timecoin.consensus.store.ChainFollower;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.Topics;
import io.timecoin.protocol.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What operators and disks do to a vote log. */
record LogDamage(KafkaSettings settings) {
  private static final long TO_ITS_END = -1;

  /** The topic is deleted, and made again as a start of the service does it. */
  void madeAnew() throws Exception {
    try (var admin = admin()) {
      long before = end(admin, IsolationLevel.READ_UNCOMMITTED);
      admin.deleteTopics(List.of(partition().topic())).all().get();
      Await.until("topic made anew", this::prepared);
      // The controller knows of it before the broker does, which goes on writing to the old log.
      Await.until(
          "the new log is there",
          () -> before == 0 || end(admin, IsolationLevel.READ_UNCOMMITTED) < before);
    }
  }

  /** All its records are deleted. */
  void deletedToItsEnd() throws Exception {
    try (var admin = admin()) {
      admin
          .deleteRecords(Map.of(partition(), RecordsToDelete.beforeOffset(TO_ITS_END)))
          .all()
          .get();
    }
  }

  /**
   * The offset that its next record gets; transaction markers count. The broker writes the last one
   * after the commit was answered, so this waits for it.
   */
  long end() throws Exception {
    try (var admin = admin()) {
      Await.until(
          "no transaction is open",
          () ->
              end(admin, IsolationLevel.READ_COMMITTED)
                  == end(admin, IsolationLevel.READ_UNCOMMITTED));
      return end(admin, IsolationLevel.READ_UNCOMMITTED);
    }
  }

  private long end(Admin admin, IsolationLevel isolation) throws Exception {
    return admin
        .listOffsets(Map.of(partition(), OffsetSpec.latest()), new ListOffsetsOptions(isolation))
        .partitionResult(partition())
        .get()
        .offset();
  }

  /** The vote log's topic id as a record of chain.microblocks names it. */
  static String topicId(ConsumerRecord<byte[], byte[]> microblock) {
    return new String(
        microblock.headers().lastHeader(ChainFollower.TOPIC_ID_HEADER).value(),
        StandardCharsets.UTF_8);
  }

  private boolean prepared() throws InterruptedException {
    try {
      new Topics(settings, TopicPreparation.CREATE, 1, false).prepare();
      return true;
    } catch (KafkaException e) {
      return false;
    }
  }

  private Admin admin() {
    return Admin.create(settings.admin("damage"));
  }

  private TopicPartition partition() {
    return new TopicPartition(settings.name(Topic.CONSENSUS_OUTBOUND), 0);
  }
}
