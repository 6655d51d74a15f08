package io.timecoin.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.devnet.backends.Backends;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.verifier.verification.RefusedTransactions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = Backends.class,
    initArgs = @ResourceArg(name = "postgres", value = "false"))
@QuarkusTestResource(GenesisResource.class)
class VerifierRouteIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final RefusedTransactions transactions =
      new RefusedTransactions(TestChain.ofMembers(1).genesisHash());

  @Inject KafkaSettings settings;
  @Inject ServiceState state;

  @Test
  void everyTransactionHasItsVerdictInTheOrderOfItsBatch() throws Exception {
    Map<RejectCode, byte[]> byCode = transactions.byCode();
    InboundBatch.Builder batch = batch("codes");
    batch.addTransactions(raw(1));
    byCode.values().forEach(bytes -> batch.addTransactions(ByteString.copyFrom(bytes)));
    batch.addTransactions(raw(2));

    write(0, batch.build().toByteArray());

    VerifiedBatch verified = awaitVerified(only("codes"), 1).getFirst();
    List<String> expected = new ArrayList<>(List.of(""));
    byCode.keySet().forEach(code -> expected.add(code.name()));
    expected.add("");
    assertThat(verified.getTransactionsList())
        .extracting(transaction -> transaction.getRefusal().getCode())
        .containsExactlyElementsOf(expected);
    assertThat(verified.getVerifier()).isEqualTo("verifier-1");
    assertThat(verified.getOrigin()).isEqualTo(batch.getOrigin());
  }

  @Test
  void theOrderOfAPartitionIsKept() throws Exception {
    int batches = 200;
    try (var producer = producer()) {
      for (int i = 0; i < batches; i++) {
        // Large and small in turns: what is ready first must wait for what came first.
        InboundBatch.Builder batch = batch("order").setSentAtMillis(i);
        IntStream.range(0, i % 5 == 0 ? 60 : 1).forEach(n -> batch.addTransactions(raw(n)));
        var _ = producer.send(record(3, batch.build().toByteArray()));
      }
    }

    assertThat(awaitVerified(only("order"), batches))
        .extracting(VerifiedBatch::getSentAtMillis)
        .containsExactlyElementsOf(IntStream.range(0, batches).mapToObj(i -> (long) i).toList());
  }

  @Test
  void aRecordThatIsNoBatchIsADeadLetterAndHoldsUpNothing() throws Exception {
    write(5, new byte[] {(byte) 0xff, 1, 2});
    write(5, batch("after").addTransactions(raw(1)).build().toByteArray());

    assertThat(awaitVerified(only("after"), 1)).hasSize(1);
    DeadLetter letter =
        DeadLetter.parseFrom(await(Topic.TX_INBOUND_DLQ, 1, _ -> true).getFirst().value());
    assertThat(letter.getError()).isEqualTo("NOT_PROTOBUF");
    assertThat(letter.getPartition()).isEqualTo(5);
    awaitAcknowledged(5, 2);
    assertThat(state.alive()).isTrue();
  }

  @Test
  void replayedBatchesGiveTheSameVerdicts() throws Exception {
    byte[] value =
        batch("replay")
            .addTransactions(raw(7))
            .addTransactions(ByteString.EMPTY)
            .build()
            .toByteArray();
    write(8, value);
    write(8, value);

    List<VerifiedBatch> answers = awaitVerified(only("replay"), 2);

    assertThat(answers.get(0).getTransactionsList())
        .isEqualTo(answers.get(1).getTransactionsList());
  }

  @Test
  void aLargeBatchIsSplitForTheLargestRecord() throws Exception {
    // 80 bodies of 100,000 bytes fit into a record of 8 MiB without, but not with, their names.
    InboundBatch.Builder batch = batch("split");
    int count = 83;
    byte[] large = new byte[100_000];
    IntStream.range(0, count).forEach(_ -> batch.addTransactions(ByteString.copyFrom(large)));
    IntStream.range(0, 400).forEach(i -> batch.addTransactions(ByteString.copyFrom(new byte[200])));

    write(9, batch.build().toByteArray());

    List<VerifiedBatch> answers = awaitVerified(only("split"), 2);
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.getSerializedSize())
                    .isLessThanOrEqualTo(Topic.TX_VERIFIED.largestRecordBytes()));
    assertThat(answers.stream().mapToInt(VerifiedBatch::getTransactionsCount).sum())
        .isEqualTo(count + 400);
  }

  @Test
  void theServiceIsReadyAndSaysSo() throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!state.ready() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(state.reasons()).isEmpty();
  }

  private static InboundBatch.Builder batch(String name) {
    return InboundBatch.newBuilder()
        .setOrigin(Origin.newBuilder().setKind(OriginKind.ORIGIN_KIND_CLIENT).setGateway(name));
  }

  private ByteString raw(int number) {
    return ByteString.copyFrom(transactions.good(number).encode());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(settings.durableProducer("test"));
  }

  private ProducerRecord<byte[], byte[]> record(int partition, byte[] value) {
    return new ProducerRecord<>(settings.name(Topic.TX_INBOUND), partition, null, value);
  }

  private void write(int partition, byte[] value) throws Exception {
    try (var producer = producer()) {
      producer.send(record(partition, value)).get();
    }
  }

  private static Predicate<ConsumerRecord<byte[], byte[]>> only(String gateway) {
    return record -> parse(record).getOrigin().getGateway().equals(gateway);
  }

  private static VerifiedBatch parse(ConsumerRecord<byte[], byte[]> record) {
    try {
      return VerifiedBatch.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<VerifiedBatch> awaitVerified(
      Predicate<ConsumerRecord<byte[], byte[]>> wanted, int count) throws InterruptedException {
    return await(Topic.TX_VERIFIED, count, wanted).stream().map(VerifierRouteIT::parse).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> await(
      Topic topic, int count, Predicate<ConsumerRecord<byte[], byte[]>> wanted)
      throws InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    long end = System.nanoTime() + DEADLINE.toNanos();
    try (AssignedReader reader =
        new AssignedReader(settings, "test", Map.of(topic, StartPosition.BEGINNING))) {
      while (found.size() < count && System.nanoTime() < end) {
        reader.poll().stream().filter(wanted).forEach(found::add);
      }
    }
    assertThat(found).as("records of %s", topic).hasSizeGreaterThanOrEqualTo(count);
    return found;
  }

  private void awaitAcknowledged(int partition, long offset) throws Exception {
    TopicPartition source = new TopicPartition(settings.name(Topic.TX_INBOUND), partition);
    long end = System.nanoTime() + DEADLINE.toNanos();
    long acknowledged = -1;
    try (Admin admin = Admin.create(settings.admin("test"))) {
      while (acknowledged < offset && System.nanoTime() < end) {
        var offsets =
            admin
                .listConsumerGroupOffsets(settings.prefixed("verifier"))
                .partitionsToOffsetAndMetadata()
                .get()
                .get(source);
        acknowledged = offsets == null ? -1 : offsets.offset();
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    assertThat(acknowledged).isEqualTo(offset);
  }
}
