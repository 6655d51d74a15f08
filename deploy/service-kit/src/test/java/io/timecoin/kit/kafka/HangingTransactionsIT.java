package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.backends.BrokerLibraries;
import io.timecoin.devnet.backends.EmbeddedKafka;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Named scenarios: AllKilledE2E, seed 5 of a run on 2026-11-25 (the broker died between a commit
 * and its markers, held the transaction for complete afterwards, and sequence 97 was public twice),
 * and seed 1 of 2026-11-26 (half of the markers were written, the other half was aborted: payments
 * that were final were missing in chain.transactions).
 */
class HangingTransactionsIT {
  private static final String COORDINATOR = "__transaction_state";

  /** A transaction's epoch in its record: after version and producer id. */
  private static final int EPOCH_AT = Short.BYTES + Long.BYTES;

  /** Its state: after epoch and timeout. */
  private static final int STATE_AT = EPOCH_AT + Short.BYTES + Integer.BYTES;

  private static final byte COMPLETE_COMMIT = 4;
  private static final byte COMPLETE_ABORT = 5;

  /** What may hang, each with a transactional id and topics of its own. */
  private enum Case {
    COMMITTED,
    ABORTED,
    BEHIND_THE_FENCE,
    WITH_OFFSETS,
    OF_OTHERS;

    private String id() {
      return name();
    }

    private List<TopicPartition> both() {
      return List.of(new TopicPartition(name() + "-1", 0), new TopicPartition(name() + "-2", 0));
    }
  }

  private static final TopicPartition INPUT = new TopicPartition("input", 0);

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;
  private static Admin admin;

  @BeforeAll
  static void dieWithoutMarkers() throws Exception {
    kafka =
        EmbeddedKafka.start(
            new EmbeddedKafka.Settings(folder, 0, 0, BrokerLibraries.findOrBuild()));
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    admin
        .createTopics(
            Stream.concat(
                    Stream.of(INPUT),
                    Arrays.stream(Case.values()).flatMap(each -> each.both().stream()))
                .map(each -> new NewTopic(each.topic(), 1, (short) 1))
                .toList())
        .all()
        .get();
    var dying = new ArrayList<KafkaProducer<byte[], byte[]>>();
    dying.add(leaveUnmarked(Case.COMMITTED, COMPLETE_COMMIT, _ -> {}));
    dying.add(leaveUnmarked(Case.ABORTED, COMPLETE_ABORT, _ -> {}));
    dying.add(leaveUnmarked(Case.BEHIND_THE_FENCE, COMPLETE_COMMIT, _ -> {}));
    dying.add(
        leaveUnmarked(
            Case.WITH_OFFSETS,
            COMPLETE_COMMIT,
            producer ->
                producer.sendOffsetsToTransaction(
                    Map.of(INPUT, new OffsetAndMetadata(7)), new ConsumerGroupMetadata("group"))));
    kafka.kill();
    // As dead as the broker: an orderly close would abort what is open.
    dying.forEach(producer -> producer.close(Duration.ZERO));
    kafka.restart();
  }

  @AfterAll
  static void stop() {
    admin.close();
    kafka.close();
  }

  @Test
  void whatWasCommittedInOnePartitionIsCommittedInAll() throws Exception {
    List<TopicPartition> both = Case.COMMITTED.both();
    both.forEach(each -> assertThat(isOpen(each)).as("%s", each).isTrue());
    writeTheMarkerOf(both.getFirst());

    takeOver(Case.COMMITTED, 1);

    for (TopicPartition each : both) {
      assertThat(committed(each)).containsExactly("first", "forgotten", "second");
    }
  }

  @Test
  void whatWasAbortedIsAbortedAndNeverSeen() throws Exception {
    takeOver(Case.ABORTED, 2);

    for (TopicPartition each : Case.ABORTED.both()) {
      assertThat(committed(each)).containsExactly("first", "second");
    }
  }

  /** As a service does it, which then commits. */
  private static void takeOver(Case which, int hangingBeforeTheFence) throws Exception {
    var hanging = hanging(which);
    try (var producer = producer(which)) {
      assertThat(hanging.beforeFence(which.both())).isEqualTo(hangingBeforeTheFence);
      producer.initTransactions();
      assertThat(hanging.afterFence(which.both())).isZero();
      commit(producer, which, "second");
    }
  }

  /** As after a fence that had to abort it: only the fence's own decision is known then. */
  @Test
  void whatHangsBehindTheFenceIsAbortedAndNeverSeen() throws Exception {
    List<TopicPartition> both = Case.BEHIND_THE_FENCE.both();
    try (var producer = producer(Case.BEHIND_THE_FENCE)) {
      producer.initTransactions();

      assertThat(hanging(Case.BEHIND_THE_FENCE).afterFence(both)).isEqualTo(2);

      both.forEach(each -> assertThat(isOpen(each)).as("%s", each).isFalse());
      assertThat(hanging(Case.BEHIND_THE_FENCE).afterFence(both)).isZero();
      commit(producer, Case.BEHIND_THE_FENCE, "second");
    }
    for (TopicPartition each : both) {
      assertThat(committed(each)).containsExactly("first", "second");
    }
  }

  @Test
  void offsetsThatHangAreCommittedToo() throws Exception {
    List<String> topics = Case.WITH_OFFSETS.both().stream().map(TopicPartition::topic).toList();
    List<TopicPartition> partitions = HangingTransactions.partitions(admin, topics, "group");

    assertThat(hanging(Case.WITH_OFFSETS).beforeFence(partitions)).isEqualTo(3);
    assertThat(hanging(Case.WITH_OFFSETS).beforeFence(partitions)).isZero();

    var offsets =
        admin.listConsumerGroupOffsets("group").partitionsToOffsetAndMetadata("group").get();
    assertThat(offsets.get(INPUT).offset()).isEqualTo(7);
  }

  @Test
  void whatIsOpenOfOthersIsLeftAlone() throws Exception {
    List<TopicPartition> both = Case.OF_OTHERS.both();
    var hanging = hanging(Case.OF_OTHERS);
    try (var other = producer(Map.of("transactional.id", "other"));
        var producer = producer(Case.OF_OTHERS)) {
      other.initTransactions();
      other.beginTransaction();
      send(other, Case.OF_OTHERS, "theirs");
      other.flush();

      assertThat(hanging.beforeFence(both)).isZero();
      producer.initTransactions();
      assertThat(hanging.afterFence(both)).isZero();

      other.commitTransaction();
    }
    for (TopicPartition each : both) {
      assertThat(committed(each)).containsExactly("theirs");
    }
  }

  private static HangingTransactions hanging(Case which) {
    return new HangingTransactions(
        admin, Map.of("bootstrap.servers", kafka.bootstrapServers()), which.id());
  }

  /** As a coordinator that dies before it has written the others. */
  private static void writeTheMarkerOf(TopicPartition partition) throws Exception {
    ProducerState state =
        admin
            .describeProducers(List.of(partition))
            .partitionResult(partition)
            .get()
            .activeProducers()
            .getFirst();
    new TransactionMarkers(admin, Map.of("bootstrap.servers", kafka.bootstrapServers()))
        .write(partition, state, TransactionResult.COMMIT);
  }

  /**
   * One transaction is committed, the next one is decided but not marked.
   *
   * @param state in which the coordinator holds it once it has started again
   * @param more what else is part of the second one
   * @return is to die with the broker
   */
  private static KafkaProducer<byte[], byte[]> leaveUnmarked(
      Case which, byte state, Consumer<KafkaProducer<byte[], byte[]>> more) {
    var producer = producer(which);
    producer.initTransactions();
    commit(producer, which, "first");
    producer.beginTransaction();
    send(producer, which, "forgotten");
    more.accept(producer);
    producer.flush();
    makeTheCoordinatorForget(which, state);
    return producer;
  }

  /**
   * Its record of the commit before is written once more, with the next epoch as after a decision:
   * the newest is what it goes by.
   */
  private static void makeTheCoordinatorForget(Case which, byte state) {
    ConsumerRecord<byte[], byte[]> complete =
        coordinatorRecords().stream()
            .filter(record -> new String(record.key(), StandardCharsets.UTF_8).endsWith(which.id()))
            .filter(record -> ByteBuffer.wrap(record.value()).get(STATE_AT) == COMPLETE_COMMIT)
            .toList()
            .getLast();
    ByteBuffer forged = ByteBuffer.wrap(complete.value().clone());
    forged.putShort(EPOCH_AT, (short) (forged.getShort(EPOCH_AT) + 1)).put(STATE_AT, state);
    // Only under this name may a client write to an internal topic.
    try (var producer = producer(Map.of("client.id", "__admin_client"))) {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  COORDINATOR, complete.partition(), complete.key(), forged.array()));
      producer.flush();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> coordinatorRecords() {
    try {
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
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void commit(KafkaProducer<byte[], byte[]> producer, Case which, String text) {
    producer.beginTransaction();
    send(producer, which, text);
    producer.commitTransaction();
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, Case which, String text) {
    for (TopicPartition each : which.both()) {
      var unused =
          producer.send(new ProducerRecord<>(each.topic(), text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static boolean isOpen(TopicPartition partition) {
    return end(partition, IsolationLevel.READ_COMMITTED)
        < end(partition, IsolationLevel.READ_UNCOMMITTED);
  }

  private static long end(TopicPartition partition, IsolationLevel isolation) {
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
  private static List<String> committed(TopicPartition partition) throws Exception {
    Await.until("all is ended", () -> !isOpen(partition));
    return read(List.of(partition)).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(List<TopicPartition> partitions) {
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

  private static KafkaProducer<byte[], byte[]> producer(Case which) {
    return producer(Map.of("transactional.id", which.id()));
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> with) {
    var settings = new HashMap<String, Object>(with);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
