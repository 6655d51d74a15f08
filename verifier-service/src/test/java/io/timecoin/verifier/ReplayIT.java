package io.timecoin.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.timecoin.devnet.backends.Backends;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.verifier.verification.RefusedTransactions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * tx.inbound in doubled records, again from its start, and with a member that joins the group and
 * leaves while records flow: every batch has its verdicts, always the same ones, in the order of
 * its partition. The verifier keeps nothing, so a repeated batch gets repeated verdicts; mempool
 * recognises them.
 */
@QuarkusTest
@TestProfile(ReplayIT.OwnTopics.class)
@QuarkusTestResource(
    value = Backends.class,
    initArgs = @ResourceArg(name = "postgres", value = "false"))
@QuarkusTestResource(GenesisResource.class)
class ReplayIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final int PARTITIONS = Topic.TX_INBOUND.partitions();

  /** A batch's number is its partition times this and its place there. */
  private static final long PER_PARTITION = 1_000;

  /** Another profile is another start of the service, with a prefix of its own. */
  public static final class OwnTopics implements QuarkusTestProfile {}

  private final RefusedTransactions transactions =
      new RefusedTransactions(TestChain.ofMembers(1).genesisHash());
  private final byte[] refused = transactions.byCode().get(RejectCode.BAD_SIGNATURE);

  @Inject KafkaSettings settings;

  @Test
  void doubledRecordsAndADoubledRangeGetTheirVerdictsInOrder() throws Exception {
    List<Integer> places = new ArrayList<>();
    IntStream.range(0, 20).forEach(place -> places.addAll(List.of(place, place)));
    IntStream.range(0, 20).forEach(places::add);
    List<Integer> partitions = List.of(1, 2, 3);
    try (var producer = producer()) {
      for (int place : places) {
        partitions.forEach(partition -> write(producer, "doubled", partition, place));
      }
    }

    List<VerifiedBatch> verified = new ArrayList<>();
    until(
        "all verdicts",
        () -> {
          verified.clear();
          verified.addAll(verified("doubled"));
          return verified.size() >= places.size() * partitions.size();
        });

    for (int partition : partitions) {
      assertThat(numbersOf(verified, partition))
          .containsExactlyElementsOf(
              places.stream().map(place -> number(partition, place)).toList());
    }
    assertAlwaysTheSameVerdicts(verified);
  }

  @Test
  void aMemberThatComesAndGoesCostsNoVerdict() throws Exception {
    int before = 8;
    int all = 20;
    Set<Integer> setBack;
    try (var producer = producer()) {
      writeAll(producer, 0, before);
      until("the first verdicts", () -> distinct("flow") == (long) before * PARTITIONS);
      try (var member = member()) {
        joins(member);
        writeAll(producer, before, all - 2);
        setBack = takesAndSetsBack(member);
      }
      writeAll(producer, all - 2, all);
    }
    until("all verdicts", () -> distinct("flow") == (long) all * PARTITIONS);
    until("all is acknowledged", this::isAcknowledged);

    List<VerifiedBatch> verified = verified("flow");
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<Long> numbers = numbersOf(verified, partition);
      assertThat(numbers.stream().distinct()).isSorted().hasSize(all);
      if (setBack.contains(partition)) {
        long start = number(partition, 0);
        assertThat(numbers).as("partition %s", partition).filteredOn(n -> n == start).hasSize(2);
      }
    }
    assertThat(setBack).isNotEmpty();
    assertAlwaysTheSameVerdicts(verified);
  }

  /** A member that never says what became of the records that it took. */
  private KafkaConsumer<byte[], byte[]> member() {
    return new KafkaConsumer<>(settings.groupReader("member", "verifier"));
  }

  private void joins(KafkaConsumer<byte[], byte[]> member) throws Exception {
    member.subscribe(List.of(settings.name(Topic.TX_INBOUND)));
    until(
        "partitions for the member",
        () -> {
          var _ = member.poll(Duration.ofMillis(100));
          return !member.assignment().isEmpty();
        });
  }

  /** Takes records from its partitions, and leaves them to be read from their starts. */
  private static Set<Integer> takesAndSetsBack(KafkaConsumer<byte[], byte[]> member)
      throws Exception {
    until("records for the member", () -> !member.poll(Duration.ofMillis(100)).isEmpty());
    Set<TopicPartition> assigned = Set.copyOf(member.assignment());
    member.commitSync(
        assigned.stream()
            .collect(Collectors.toMap(partition -> partition, _ -> new OffsetAndMetadata(0))));
    return assigned.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }

  private boolean isAcknowledged() throws Exception {
    String topic = settings.name(Topic.TX_INBOUND);
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    IntStream.range(0, PARTITIONS)
        .forEach(partition -> ends.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
    try (Admin admin = Admin.create(settings.admin("test"))) {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin
              .listConsumerGroupOffsets(settings.prefixed("verifier"))
              .partitionsToOffsetAndMetadata()
              .get();
      return admin.listOffsets(ends).all().get().entrySet().stream()
          .filter(end -> end.getValue().offset() > 0)
          .allMatch(
              end ->
                  read.get(end.getKey()) != null
                      && read.get(end.getKey()).offset() == end.getValue().offset());
    }
  }

  private void writeAll(KafkaProducer<byte[], byte[]> producer, int from, int to) {
    for (int place = from; place < to; place++) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        write(producer, "flow", partition, place);
      }
    }
  }

  private void write(
      KafkaProducer<byte[], byte[]> producer, String gateway, int partition, int place) {
    var batch =
        InboundBatch.newBuilder()
            .setOrigin(Origin.newBuilder().setGateway(gateway))
            .setSentAtMillis(number(partition, place));
    // Large and small in turns: what is ready first must wait for what came first.
    IntStream.range(0, place % 5 == 0 ? 40 : 1)
        .forEach(i -> batch.addTransactions(bytes(transactions.good(place * 50 + i).encode())));
    batch.addTransactions(bytes(refused));
    var _ =
        producer.send(
            new ProducerRecord<>(
                settings.name(Topic.TX_INBOUND), partition, null, batch.build().toByteArray()));
  }

  private static long number(int partition, int place) {
    return partition * PER_PARTITION + place;
  }

  private static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(settings.durableProducer("test"));
  }

  private long distinct(String gateway) throws InterruptedException {
    return verified(gateway).stream().mapToLong(VerifiedBatch::getSentAtMillis).distinct().count();
  }

  private List<VerifiedBatch> verified(String gateway) throws InterruptedException {
    List<VerifiedBatch> batches = new ArrayList<>();
    try (var reader =
        new AssignedReader(settings, "test", Map.of(Topic.TX_VERIFIED, StartPosition.BEGINNING))) {
      reader.readToEnd(records -> records.forEach(record -> batches.add(parse(record.value()))));
    }
    return batches.stream()
        .filter(batch -> batch.getOrigin().getGateway().equals(gateway))
        .toList();
  }

  private static VerifiedBatch parse(byte[] value) {
    try {
      return VerifiedBatch.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Long> numbersOf(List<VerifiedBatch> verified, int partition) {
    return verified.stream()
        .map(VerifiedBatch::getSentAtMillis)
        .filter(number -> number / PER_PARTITION == partition)
        .toList();
  }

  private static void assertAlwaysTheSameVerdicts(List<VerifiedBatch> verified) {
    var verdicts = new HashMap<Long, List<VerifiedTransaction>>();
    for (VerifiedBatch batch : verified) {
      assertThat(batch.getTransactionsList().getLast().getRefusal().getCode())
          .isEqualTo(RejectCode.BAD_SIGNATURE.name());
      assertThat(batch.getTransactionsList().getFirst().hasRefusal()).isFalse();
      var before = verdicts.put(batch.getSentAtMillis(), batch.getTransactionsList());
      if (before != null) {
        assertThat(batch.getTransactionsList()).isEqualTo(before);
      }
    }
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + DEADLINE + ": " + what);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
