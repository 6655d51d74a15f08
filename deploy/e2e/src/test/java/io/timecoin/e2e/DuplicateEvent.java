package io.timecoin.e2e;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.devnet.kafka.GroupLag;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What nobody but a faulty ledger would do: publishes a transaction's event once more. */
final class DuplicateEvent {
  private DuplicateEvent() {}

  /** The event that is there twice now, of a transaction of that sequence or a later one. */
  static TransactionRecord plant(NodeTopics topics, long fromSequence) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var reader = topics.reader()) {
      for (TopicPartition partition : topics.partitions(Topic.CHAIN_TRANSACTIONS)) {
        reader.all(partition, records::add);
      }
    }
    ConsumerRecord<byte[], byte[]> chosen =
        records.stream()
            .filter(record -> event(record).getSequence() >= fromSequence)
            .findFirst()
            .orElseThrow();
    Map<String, Object> settings =
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrap());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      var unused =
          GroupLag.answer(
              producer.send(
                  new ProducerRecord<>(
                      chosen.topic(), chosen.partition(), chosen.key(), chosen.value())));
    }
    return event(chosen);
  }

  private static TransactionRecord event(ConsumerRecord<byte[], byte[]> record) {
    try {
      return TransactionRecord.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
