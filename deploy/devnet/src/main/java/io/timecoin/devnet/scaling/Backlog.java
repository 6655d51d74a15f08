package io.timecoin.devnet.scaling;

import io.timecoin.devnet.kafka.GroupLag;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.topics.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What lies in tx.inbound and no verifier has acknowledged yet: filled up before a measurement, so
 * that no instance ever waits for work. Nobody else writes the topic. Not thread-safe.
 */
final class Backlog implements AutoCloseable {
  private final NodeTopics topics;
  private final List<byte[]> values;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private int next;

  /**
   * Writes nothing yet.
   *
   * @param values of records, written again and again in turn
   */
  Backlog(NodeTopics topics, List<byte[]> values) {
    this.topics = topics;
    this.values = List.copyOf(values);
    this.admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrap()));
    this.producer = producer(topics.bootstrap());
  }

  /** As a gateway's. */
  private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            Topic.TX_INBOUND.compressionType(),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Topic.TX_INBOUND.maxMessageBytes()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Fills every partition up to so many unread records; returns when all are durable. */
  void fill(long recordsPerPartition) {
    var sent = new ArrayList<Future<RecordMetadata>>();
    unread()
        .forEach(
            (partition, unread) -> {
              for (long i = unread; i < recordsPerPartition; i++) {
                sent.add(send(partition));
              }
            });
    producer.flush();
    sent.forEach(GroupLag::answer);
  }

  private Future<RecordMetadata> send(TopicPartition partition) {
    byte[] value = values.get(next);
    next = (next + 1) % values.size();
    return producer.send(
        new ProducerRecord<>(
            partition.topic(), partition.partition(), Sha256.hash(value).toByteArray(), value));
  }

  /** The unread records of the partition that has the fewest. */
  long leastUnread() {
    return unread().values().stream().mapToLong(Long::longValue).min().orElse(0);
  }

  /**
   * Deletes what was read: a long run would fill the disk.
   *
   * @param verdicts the first offset of tx.verified that is still wanted
   */
  void forget(long verdicts) {
    var before = new HashMap<TopicPartition, RecordsToDelete>();
    verifiers()
        .acknowledged()
        .forEach(
            (partition, offset) -> before.put(partition, RecordsToDelete.beforeOffset(offset)));
    before.put(topics.partition(Topic.TX_VERIFIED), RecordsToDelete.beforeOffset(verdicts));
    GroupLag.answer(admin.deleteRecords(before).all());
  }

  private Map<TopicPartition, Long> unread() {
    return verifiers().unread(topics.partitions(Topic.TX_INBOUND));
  }

  private GroupLag verifiers() {
    return new GroupLag(admin, topics.prefix() + "verifier");
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
