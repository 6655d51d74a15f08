package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.topics.Topic;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * An application that follows chain.transactions by sequences: all up to its cursor it has, and
 * what comes with an older one is dropped. When Kafka no longer keeps what follows, REST has it.
 */
final class LateConsumer {
  private static final Topic TOPIC = Topic.CHAIN_TRANSACTIONS;
  private static final HexFormat HEX = HexFormat.of();

  private final NodeTopics topics;
  private final GatewayClient gateway;
  private final List<String> values = new ArrayList<>();
  private long cursor;

  LateConsumer(NodeTopics topics, GatewayClient gateway) {
    this.topics = topics;
    this.gateway = gateway;
  }

  long cursor() {
    return cursor;
  }

  /** Every event, in the order in which it was taken. */
  List<String> values() {
    return List.copyOf(values);
  }

  /** From Kafka: what is kept there after the cursor and up to a sequence. */
  void follow(long until) {
    try (var reader = topics.reader()) {
      for (TopicPartition partition : topics.partitions(TOPIC)) {
        reader.all(partition, record -> take(record, until));
      }
    }
    cursor = until;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, long until) {
    long sequence = event(record.value()).getSequence();
    if (sequence > cursor && sequence <= until) {
      values.add(HEX.formatHex(record.value()));
    }
  }

  /** From REST: everything after the cursor that the ledger has. */
  void catchUp() {
    long from = cursor + 1;
    int index = 0;
    while (true) {
      GatewayClient.Answer page = gateway.events(TOPIC.topicName(), from, index);
      assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
      if (page.body().path("events").isEmpty()) {
        return;
      }
      for (JsonNode event : page.body().path("events")) {
        values.add(event.path("value").asText());
        cursor = event.path("sequence").asLong();
      }
      from = page.body().path("next").path("from").asLong();
      index = page.body().path("next").path("index").asInt();
    }
  }

  /** What retention does sooner or later: nothing that is in the topic now is kept. */
  static void forgetAll(NodeTopics topics) {
    try (var reader = topics.reader();
        Admin admin =
            Admin.create(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrap()))) {
      admin
          .deleteRecords(
              topics.partitions(TOPIC).stream()
                  .collect(
                      Collectors.toMap(
                          partition -> partition,
                          partition -> RecordsToDelete.beforeOffset(reader.end(partition)))))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new AssertionError("the broker keeps its records", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  static TransactionRecord event(byte[] value) {
    try {
      return TransactionRecord.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("no event", e);
    }
  }
}
