package io.timecoin.kit.kafka;

import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.protocol.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A prefix of its own on the run's broker, with all topics of the catalogue. */
final class KafkaFixture {
  private final String prefix = TestBackends.shared().newPrefix();

  KafkaFixture withTopics() throws InterruptedException {
    new Topics(settings("test"), TopicPreparation.CREATE, 1, false).prepare();
    return this;
  }

  KafkaSettings settings(String instance) {
    return new KafkaSettings(TestBackends.shared().kafkaBootstrapServers(), prefix, instance);
  }

  void write(Topic topic, String... values) throws InterruptedException, ExecutionException {
    KafkaSettings settings = settings("test");
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.durableProducer("writer"))) {
      for (String value : values) {
        producer
            .send(
                new ProducerRecord<>(
                    settings.name(topic), 0, null, value.getBytes(StandardCharsets.UTF_8)))
            .get();
      }
    }
  }

  static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(KafkaFixture::text).toList();
  }
}
