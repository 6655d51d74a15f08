package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersIT {
  private final KafkaFixture kafka = new KafkaFixture();
  private final KafkaSettings settings = kafka.settings("reader");

  @Test
  void aDeadLetterIsTheRecordWithReasonAndPlace() throws Exception {
    kafka.withTopics();
    kafka.write(Topic.TX_INBOUND, "good", "bad");
    ConsumerRecord<byte[], byte[]> bad = read(Topic.TX_INBOUND).getLast();
    var metrics = new SimpleMeterRegistry();
    DeadLetters letters = new DeadLetters(settings, metrics, "verifier-service");

    letters.send(bad, "NOT_PROTOBUF", "no protobuf");
    letters.close();

    DeadLetter letter =
        DeadLetter.parseFrom(read(Topic.TX_INBOUND.deadLetter()).getFirst().value());
    assertThat(letter.getValue().toStringUtf8()).isEqualTo("bad");
    assertThat(letter.getError()).isEqualTo("NOT_PROTOBUF");
    assertThat(letter.getDetail()).isEqualTo("no protobuf");
    assertThat(letter.getTopic()).isEqualTo("tx.inbound");
    assertThat(letter.getPartition()).isZero();
    assertThat(letter.getOffset()).isEqualTo(1);
    assertThat(letter.getService()).isEqualTo("verifier-service");
    assertThat(letter.getInstance()).isEqualTo("reader");
    assertThat(
            metrics
                .counter("timecoin.dead.letters", "topic", "tx.inbound", "error", "NOT_PROTOBUF")
                .count())
        .isEqualTo(1);
  }

  @Test
  void theLargestRecordWithKeyHeadersAndALongReasonFits() throws Exception {
    kafka.withTopics();
    byte[] key = new byte[4_000];
    byte[] header = new byte[4_000];
    byte[] value = new byte[Topic.TX_INBOUND.largestRecordBytes()];
    var bad = new ConsumerRecord<>(settings.name(Topic.TX_INBOUND), 2, 9, key, value);
    var _ = bad.headers().add("h", header).add("none", null);
    DeadLetters letters = new DeadLetters(settings, new SimpleMeterRegistry(), "verifier-service");

    letters.send(bad, "NOT_PROTOBUF", "x".repeat(1 << 20));
    letters.close();

    DeadLetter letter =
        DeadLetter.parseFrom(read(Topic.TX_INBOUND.deadLetter()).getFirst().value());
    assertThat(letter.getValue().size()).isEqualTo(value.length);
    assertThat(letter.getHeaders(0).getValue().size()).isEqualTo(header.length);
    assertThat(letter.getHeaders(1).hasValue()).isFalse();
    assertThat(letter.getDetail()).hasSize(1_000);
  }

  private List<ConsumerRecord<byte[], byte[]>> read(Topic topic) throws InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (AssignedReader reader =
        new AssignedReader(settings, "test", Map.of(topic, StartPosition.BEGINNING))) {
      reader.readToEnd(records::addAll);
    }
    return records;
  }
}
