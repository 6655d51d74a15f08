package io.timecoin.devnet.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.devnet.kafka.TopicReader;
import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeadLetterTopicsIT {
  private static final Topic SOURCE = Topic.TX_INBOUND;

  private final String bootstrap = TestBackends.shared().kafkaBootstrapServers();
  private final DeadLetterTopics topics =
      new DeadLetterTopics(bootstrap, TestBackends.shared().newPrefix());

  @BeforeEach
  void topicsExist() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var wanted =
          Stream.of(SOURCE, SOURCE.deadLetter())
              .map(
                  topic ->
                      new NewTopic(topic.fullName(topics.prefix()), topic.partitions(), (short) 1)
                          .configs(topic.brokerConfig(1)))
              .toList();
      admin.createTopics(wanted).all().get();
    }
  }

  @Test
  void lettersAreListedAndFound() throws Exception {
    put(TestLetters.letter(bytes("one")).build());
    put(TestLetters.letter(bytes("two")).setError("MALFORMED").build());

    assertThat(topics.list(DeadLetterTopics.sources()))
        .extracting(StoredLetter::offset, each -> each.letter().getError())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0L, "NOT_PROTOBUF"),
            org.assertj.core.groups.Tuple.tuple(1L, "MALFORMED"));
    StoredLetter second = topics.find(SOURCE, 1);
    assertThat(second.letter().getValue()).isEqualTo(bytes("two"));
    assertThat(second.at()).isAfter(Instant.EPOCH);
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(topics.list(DeadLetterTopics.sources())).isEmpty();
    for (long offset : new long[] {-1, 0, 7, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> topics.find(SOURCE, offset))
          .isInstanceOf(LauncherFailure.class)
          .hasMessageContaining("nothing at offset " + offset);
    }
    assertThatThrownBy(() -> topics.find(Topic.TX_STATUS, 0)).isInstanceOf(LauncherFailure.class);
  }

  @Test
  void aReplayedRecordIsTheOneThatFailedWithAMark() throws Exception {
    put(TestLetters.letter(bytes("bad")).build());

    List<Replay> replays = topics.replay(SOURCE, topics.list(List.of(SOURCE)));

    assertThat(replays).singleElement().isInstanceOf(Replay.Written.class);
    ConsumerRecord<byte[], byte[]> record = replayed().getFirst();
    assertThat(record.partition()).isEqualTo(3);
    assertThat(record.key()).isEqualTo("k".getBytes(StandardCharsets.UTF_8));
    assertThat(record.value()).isEqualTo("bad".getBytes(StandardCharsets.UTF_8));
    assertThat(record.headers().lastHeader("h").value()).asString().isEqualTo("v");
    assertThat(ReplayedRecord.mark(record)).contains("tx.inbound.dlq/0");
  }

  @Test
  void eachLetterGoesBackOnce() throws Exception {
    put(TestLetters.letter(bytes("one")).build());
    topics.replay(SOURCE, List.of(topics.find(SOURCE, 0)));
    put(TestLetters.letter(bytes("two")).setPartition(4).build());

    List<Replay> again = topics.replay(SOURCE, topics.list(List.of(SOURCE)));

    assertThat(again.getFirst()).isInstanceOf(Replay.WrittenBefore.class);
    assertThat(again.getLast()).isInstanceOf(Replay.Written.class);
    assertThat(replayed()).hasSize(2);
  }

  @Test
  void aRecordWithoutValueGoesBackWithoutValue() throws Exception {
    put(TestLetters.letter(ByteString.EMPTY).clearValue().clearKey().build());

    topics.replay(SOURCE, topics.list(List.of(SOURCE)));

    assertThat(replayed().getFirst().value()).isNull();
    assertThat(replayed().getFirst().key()).isNull();
  }

  @Test
  void theLargestRecordGoesBack() throws Exception {
    put(TestLetters.letter(ByteString.copyFrom(new byte[SOURCE.largestRecordBytes()])).build());

    topics.replay(SOURCE, topics.list(List.of(SOURCE)));

    assertThat(replayed().getFirst().value()).hasSize(SOURCE.largestRecordBytes());
  }

  @Test
  void nothingIsWrittenWhereOneWriterIsTheTruth() {
    for (Topic guarded : List.of(Topic.CHAIN_MICROBLOCKS, Topic.CONSENSUS_OUTBOUND)) {
      assertThatThrownBy(() -> topics.replay(guarded, List.of()))
          .isInstanceOf(LauncherFailure.class)
          .hasMessageContaining(guarded.topicName());
    }
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private void put(DeadLetter letter) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "compression.type",
            "lz4",
            "max.request.size",
            SOURCE.deadLetter().maxMessageBytes());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  SOURCE.deadLetter().fullName(topics.prefix()), letter.toByteArray()))
          .get();
    }
  }

  /** All of the source topic. */
  private List<ConsumerRecord<byte[], byte[]>> replayed() {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var reader = new TopicReader(bootstrap)) {
      for (int i = 0; i < SOURCE.partitions(); i++) {
        reader.all(new TopicPartition(SOURCE.fullName(topics.prefix()), i), records::add);
      }
    }
    return records;
  }
}
