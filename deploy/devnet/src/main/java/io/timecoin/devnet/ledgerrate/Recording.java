package io.timecoin.devnet.ledgerrate;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a chain to chain.microblocks, with the vote log's name of the record before: consensus,
 * whose topic it is, does not run.
 *
 * @param newest the topic's last record of before
 */
record Recording(
    NodeTopics topics,
    ConsumerRecord<byte[], byte[]> newest,
    RecordedChain chain,
    int payments,
    Progress progress) {

  /** So many payments more. */
  void extend() {
    progress.say("Signing and recording %,d payments".formatted(payments));
    var failure = new AtomicReference<Exception>();
    try (var producer = producer()) {
      for (int made = 0; made < payments; made += RecordedChain.PER_MICROBLOCK) {
        byte[] value = chain.next().toProto().toByteArray();
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topic.CHAIN_MICROBLOCKS.fullName(topics.prefix()),
                    null,
                    TopicCatalogue.constantKey(),
                    value,
                    newest.headers()),
                (_, e) -> failure.compareAndSet(null, e));
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new LauncherFailure("could not record: " + failure.get().getMessage(), failure.get());
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            topics.bootstrap(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Topic.CHAIN_MICROBLOCKS.maxMessageBytes()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
