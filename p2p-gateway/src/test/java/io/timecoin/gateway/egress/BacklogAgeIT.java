package io.timecoin.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BacklogAgeIT {
  private static final String GROUP = "verifier";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** The broker's clock is an hour behind this machine's. */
  private final Instant brokerNow = Instant.now().minus(Duration.ofHours(1));

  private final KafkaSettings settings =
      new KafkaSettings(
          TestBackends.shared().kafkaBootstrapServers(),
          TestBackends.shared().newPrefix(),
          "backlog-test");
  private final Admin admin = Admin.create(settings.admin("test"));
  private final BacklogAge age = new BacklogAge(settings, GROUP, LIMIT);

  @BeforeEach
  void makeTopicWhoseTimesTheTestSays() throws Exception {
    var topic =
        new NewTopic(settings.name(Topic.TX_INBOUND), Topic.TX_INBOUND.partitions(), (short) 1);
    topic.configs(Map.of("message.timestamp.type", "CreateTime"));
    admin.createTopics(List.of(topic)).all().get();
  }

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void anEmptyTopicHasNoBacklog() throws Exception {
    assertThat(age.isTooOld(admin)).isFalse();
  }

  @Test
  void aClockThatRunsAheadOfTheBrokersMakesNothingOld() throws Exception {
    write(0, brokerNow.minus(LIMIT.minusSeconds(1)));
    write(1, brokerNow);

    assertThat(age.isTooOld(admin)).isFalse();
  }

  @Test
  void anUnreadBatchThatIsTooOldBesideTheNewestIsOneUntilItIsRead() throws Exception {
    write(0, brokerNow.minus(LIMIT.plusSeconds(1)));
    write(1, brokerNow);
    assertThat(age.isTooOld(admin)).isTrue();

    admin
        .alterConsumerGroupOffsets(
            settings.prefixed(GROUP), Map.of(partition(0), new OffsetAndMetadata(1)))
        .all()
        .get();
    assertThat(age.isTooOld(admin)).isFalse();
  }

  private TopicPartition partition(int number) {
    return new TopicPartition(settings.name(Topic.TX_INBOUND), number);
  }

  private void write(int partition, Instant at) throws Exception {
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.durableProducer("test"))) {
      producer
          .send(
              new ProducerRecord<>(
                  settings.name(Topic.TX_INBOUND),
                  partition,
                  at.toEpochMilli(),
                  null,
                  new byte[] {1}))
          .get();
    }
  }
}
