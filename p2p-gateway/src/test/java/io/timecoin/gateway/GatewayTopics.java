package io.timecoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.PriorityChange;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the gateway writes to topics, and what its neighbours write for it. */
final class GatewayTopics {
  /** Tests share one gateway, which drops lower epochs than it has seen. */
  private static final AtomicLong EPOCH = new AtomicLong(1);

  private final KafkaSettings settings;

  GatewayTopics(KafkaSettings settings) {
    this.settings = settings;
  }

  /** That of a mempool that has just taken over. */
  static long nextEpoch() {
    return EPOCH.incrementAndGet();
  }

  /** That of a mempool that another has taken over from. */
  static long olderEpoch() {
    return EPOCH.get() - 1;
  }

  /** All of tx.inbound. */
  List<InboundBatch> inbound() throws Exception {
    var batches = new ArrayList<InboundBatch>();
    for (ConsumerRecord<byte[], byte[]> record : all(Topic.TX_INBOUND)) {
      assertThat(record.key()).isEqualTo(Sha256.hash(record.value()).toByteArray());
      batches.add(parse(InboundBatch.parser(), record));
    }
    return batches;
  }

  /** All of mempool.priorities. */
  List<PriorityChange> priorities() throws Exception {
    return all(Topic.MEMPOOL_PRIORITIES).stream()
        .map(record -> parse(PriorityChange.parser(), record))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> all(Topic topic) throws Exception {
    var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var reader =
        new AssignedReader(settings, "test-reader", Map.of(topic, StartPosition.BEGINNING))) {
      reader.readToEnd(records -> records.forEach(all::add));
    }
    return all;
  }

  private static <T> T parse(Parser<T> parser, ConsumerRecord<byte[], byte[]> record) {
    try {
      return parser.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** Where a transaction stands, to be completed. */
  static TransactionStatus.Builder status(Transaction transaction) {
    return TransactionStatus.newBuilder()
        .setTxid(Fixtures.bytes(transaction.txid()))
        .setWtxid(Fixtures.bytes(transaction.wtxid()));
  }

  /** Tells it as a mempool of this epoch. */
  void writeStatus(long epoch, TransactionStatus.Builder status) throws Exception {
    write(Topic.TX_STATUS, StatusBatch.newBuilder().setEpoch(epoch).addStatuses(status).build());
  }

  void write(Topic topic, Message message) throws Exception {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(settings.durableProducer("test-writer"))) {
      producer
          .send(
              new ProducerRecord<>(
                  settings.name(topic), TopicCatalogue.constantKey(), message.toByteArray()))
          .get();
    }
  }
}
