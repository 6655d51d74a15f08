package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PollLoopIT {
  private static final Topic TOPIC = Topic.TX_STATUS;

  private final KafkaFixture kafka = new KafkaFixture();
  private final KafkaSettings settings = kafka.settings("reader");
  private final ServiceState state = new ServiceState();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @Test
  void aLoopGoesOnWhereItsReaderStands() throws Exception {
    kafka.withTopics();
    kafka.write(TOPIC, "a", "b");
    AssignedReader reader = reader(StartPosition.BEGINNING);
    reader.readToEnd(records -> seen.addAll(KafkaFixture.texts(records)));
    assertThat(seen).containsExactly("a", "b");

    try (PollLoop _ = new PollLoop("loop", reader, this::take, state).start()) {
      kafka.write(TOPIC, "c");

      Await.until("c was handled", () -> seen.contains("c"));
    }
    assertThat(seen).containsExactly("a", "b", "c");
    assertThat(state.alive()).isTrue();
  }

  @Test
  void everyStartPositionBeginsAtItsRecord() throws Exception {
    kafka.withTopics();
    kafka.write(TOPIC, "a", "b", "c");

    assertThat(readToEnd(StartPosition.BEGINNING)).containsExactly("a", "b", "c");
    assertThat(readToEnd(StartPosition.END)).isEmpty();
    assertThat(readToEnd(StartPosition.lastRecords(2))).containsExactly("b", "c");
    assertThat(readToEnd(StartPosition.lastRecords(99))).containsExactly("a", "b", "c");
    assertThat(readToEnd(StartPosition.offset(1))).containsExactly("b", "c");
    assertThat(readToEnd(StartPosition.at(Instant.EPOCH))).containsExactly("a", "b", "c");
    assertThat(readToEnd(StartPosition.at(Instant.now().plusSeconds(3600)))).isEmpty();
  }

  @Test
  void whatIsNoLongerKeptIsAGapThatIsTold() throws Exception {
    kafka.withTopics();
    kafka.write(TOPIC, "a", "b", "c");
    TopicPartition partition = new TopicPartition(settings.name(TOPIC), 0);
    try (Admin admin = Admin.create(settings.admin("delete"))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();
    }
    List<String> gaps = new ArrayList<>();

    try (AssignedReader reader =
        new AssignedReader(
            settings,
            "reader",
            Map.of(TOPIC, StartPosition.offset(0)),
            (where, expected, found) -> gaps.add(where + " " + expected + " " + found))) {
      reader.readToEnd(this::take);
    }

    assertThat(gaps).containsExactly(partition + " 0 2");
    assertThat(seen).containsExactly("c");
  }

  @Test
  void abortedTransactionsAreNeitherReadNorWaitedFor() throws Exception {
    kafka.withTopics();
    try (var producer =
        new KafkaProducer<byte[], byte[]>(
            settings.transactionalProducer("tx", Duration.ofSeconds(10)))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(settings.name(TOPIC), 0, null, new byte[] {'x'})).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(settings.name(TOPIC), 0, null, new byte[] {'y'})).get();
      producer.commitTransaction();
    }

    assertThat(readToEnd(StartPosition.BEGINNING)).containsExactly("y");
  }

  @Test
  void aReaderWaitsForItsTopicToExist() throws Exception {
    try (PollLoop _ =
        new PollLoop(settings, "early", Map.of(TOPIC, StartPosition.BEGINNING), this::take, state)
            .start()) {
      kafka.withTopics();
      kafka.write(TOPIC, "a");

      Await.until("a was handled", () -> seen.contains("a"));
    }
  }

  @Test
  void aHandlerThatFailsBreaksTheServiceAndHandsNothingMoreOver() throws Exception {
    kafka.withTopics();
    kafka.write(TOPIC, "a");
    RecordHandler failing =
        records -> {
          seen.addAll(KafkaFixture.texts(records));
          throw new IllegalStateException("a bug");
        };

    try (PollLoop loop =
        new PollLoop(settings, "failing", Map.of(TOPIC, StartPosition.BEGINNING), failing, state)
            .start()) {
      Await.until("the service is broken", () -> !state.alive());
      Await.until("the loop has ended", () -> !loop.running());
    }

    assertThat(seen).containsExactly("a");
    assertThat(state.reasons()).first().asString().contains("a bug");
  }

  @Test
  void closingInterruptsAWaitingHandlerAndIsNoFailure() throws Exception {
    kafka.withTopics();
    kafka.write(TOPIC, "a");
    CountDownLatch entered = new CountDownLatch(1);
    RecordHandler waiting =
        _ -> {
          entered.countDown();
          new CountDownLatch(1).await();
        };
    PollLoop loop =
        new PollLoop(settings, "waiting", Map.of(TOPIC, StartPosition.BEGINNING), waiting, state)
            .start();
    entered.await();

    loop.close();

    assertThat(loop.running()).isFalse();
    assertThat(state.alive()).isTrue();
  }

  private AssignedReader reader(StartPosition start) {
    return new AssignedReader(settings, "reader", Map.of(TOPIC, start));
  }

  private List<String> readToEnd(StartPosition start) throws InterruptedException {
    List<String> read = new ArrayList<>();
    try (AssignedReader reader = reader(start)) {
      reader.readToEnd(records -> read.addAll(KafkaFixture.texts(records)));
    }
    return read;
  }

  private void take(List<ConsumerRecord<byte[], byte[]>> records) {
    seen.addAll(KafkaFixture.texts(records));
  }
}
