package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.backends.BrokerLibraries;
import io.timecoin.devnet.backends.EmbeddedKafka;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A named scenario: AllKilledE2E, seed 5 of a run on 2026-11-25. The broker died between a commit
 * and its markers, held the transaction for complete afterwards, and sequence 97 was public twice.
 */
class HangingTransactionsIT {
  private static final String ID = "node";
  private static final List<TopicPartition> BOTH =
      List.of(new TopicPartition("votes", 0), new TopicPartition("chain", 0));
  private static final String COORDINATOR = "__transaction_state";

  /** A transaction's state in its record: after version, producer id, epoch and timeout. */
  private static final int STATE_AT = Short.BYTES + Long.BYTES + Short.BYTES + Integer.BYTES;

  private static final byte COMPLETE_COMMIT = 4;

  @TempDir private Path folder;
  private EmbeddedKafka kafka;

  @BeforeEach
  void start() throws Exception {
    kafka =
        EmbeddedKafka.start(
            new EmbeddedKafka.Settings(folder, 0, 0, BrokerLibraries.findOrBuild()));
    try (Admin admin = admin()) {
      admin
          .createTopics(
              BOTH.stream().map(each -> new NewTopic(each.topic(), 1, (short) 1)).toList())
          .all()
          .get();
    }
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void whatTheCoordinatorHasForgottenIsAbortedAndNeverSeen() throws Exception {
    leaveHanging(_ -> {});

    try (var producer = producer(Map.of("transactional.id", ID));
        Admin admin = admin()) {
      producer.initTransactions();
      // So it hangs: all that was open has been ended as far as the coordinator knows.
      BOTH.forEach(each -> assertThat(isOpen(admin, each)).as("%s", each).isTrue());

      assertThat(HangingTransactions.abort(admin, ID, BOTH)).isEqualTo(2);

      BOTH.forEach(each -> assertThat(isOpen(admin, each)).as("%s", each).isFalse());
      assertThat(HangingTransactions.abort(admin, ID, BOTH)).isZero();
      commit(producer, "second");
      for (TopicPartition each : BOTH) {
        assertThat(committed(admin, each)).containsExactly("first", "second");
      }
    }
  }

  @Test
  void offsetsThatHangAreAbortedToo() throws Exception {
    var input = new TopicPartition("votes", 0);
    leaveHanging(
        producer ->
            producer.sendOffsetsToTransaction(
                Map.of(input, new OffsetAndMetadata(7)), new ConsumerGroupMetadata("group")));

    try (var producer = producer(Map.of("transactional.id", ID));
        Admin admin = admin()) {
      producer.initTransactions();
      List<String> topics = BOTH.stream().map(TopicPartition::topic).toList();

      assertThat(HangingTransactions.abort(admin, ID, topics, "group")).isEqualTo(3);
      assertThat(HangingTransactions.abort(admin, ID, topics, "group")).isZero();
    }
  }

  @Test
  void whatIsOpenOfOthersIsLeftAlone() throws Exception {
    try (var other = producer(Map.of("transactional.id", "other"));
        var producer = producer(Map.of("transactional.id", ID));
        Admin admin = admin()) {
      other.initTransactions();
      other.beginTransaction();
      send(other, "theirs");
      other.flush();
      producer.initTransactions();

      assertThat(HangingTransactions.abort(admin, ID, BOTH)).isZero();

      other.commitTransaction();
      for (TopicPartition each : BOTH) {
        assertThat(committed(admin, each)).containsExactly("theirs");
      }
    }
  }

  /**
   * One transaction is committed, the next one is forgotten and its broker and producer die.
   *
   * @param more what else is part of the second one
   */
  private void leaveHanging(Consumer<KafkaProducer<byte[], byte[]>> more) throws Exception {
    try (var producer = producer(Map.of("transactional.id", ID))) {
      producer.initTransactions();
      commit(producer, "first");
      producer.beginTransaction();
      send(producer, "forgotten");
      more.accept(producer);
      producer.flush();
      makeTheCoordinatorForget();
      kafka.kill();
      // As dead as the broker: an orderly close would abort what is open.
      producer.close(Duration.ZERO);
    }
    kafka.restart();
  }

  /** Its record of the commit before is written once more: the newest is what it goes by. */
  private void makeTheCoordinatorForget() throws Exception {
    ConsumerRecord<byte[], byte[]> complete =
        coordinatorRecords().stream()
            .filter(record -> new String(record.key(), StandardCharsets.UTF_8).endsWith(ID))
            .filter(record -> ByteBuffer.wrap(record.value()).get(STATE_AT) == COMPLETE_COMMIT)
            .toList()
            .getLast();
    // Only under this name may a client write to an internal topic.
    try (var producer = producer(Map.of("client.id", "__admin_client"))) {
      var unused =
          producer
              .send(
                  new ProducerRecord<>(
                      COORDINATOR, complete.partition(), complete.key(), complete.value()))
              .get();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> coordinatorRecords() throws Exception {
    try (Admin admin = admin()) {
      int count =
          admin
              .describeTopics(List.of(COORDINATOR))
              .allTopicNames()
              .get()
              .get(COORDINATOR)
              .partitions()
              .size();
      return read(
          IntStream.range(0, count).mapToObj(i -> new TopicPartition(COORDINATOR, i)).toList());
    }
  }

  private static void commit(KafkaProducer<byte[], byte[]> producer, String text) {
    producer.beginTransaction();
    send(producer, text);
    producer.commitTransaction();
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String text) {
    for (TopicPartition each : BOTH) {
      var unused =
          producer.send(new ProducerRecord<>(each.topic(), text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static boolean isOpen(Admin admin, TopicPartition partition) {
    return end(admin, partition, IsolationLevel.READ_COMMITTED)
        < end(admin, partition, IsolationLevel.READ_UNCOMMITTED);
  }

  private static long end(Admin admin, TopicPartition partition, IsolationLevel isolation) {
    try {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A commit is answered before its markers are written. */
  private List<String> committed(Admin admin, TopicPartition partition) throws Exception {
    Await.until("all is ended", () -> !isOpen(admin, partition));
    return read(List.of(partition)).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> read(List<TopicPartition> partitions) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> with) {
    var settings = new HashMap<String, Object>(with);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
