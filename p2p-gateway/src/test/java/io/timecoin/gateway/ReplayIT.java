package io.timecoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.timecoin.gateway.ingress.readers.MicroblockReader;
import io.timecoin.gateway.ingress.readers.StatusReader;
import io.timecoin.gateway.relay.PeerVerdicts;
import io.timecoin.gateway.relay.RecentMicroblocks;
import io.timecoin.gateway.tracking.ChainWatch;
import io.timecoin.gateway.tracking.ProvenCertificates;
import io.timecoin.gateway.tracking.SealIndex;
import io.timecoin.gateway.tracking.Tracked;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.TopicEcho;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.proto.internal.v1.Aborted;
import io.timecoin.protocol.proto.internal.v1.Accepted;
import io.timecoin.protocol.proto.internal.v1.Evicted;
import io.timecoin.protocol.proto.internal.v1.Expired;
import io.timecoin.protocol.proto.internal.v1.Refusal;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * tx.status and chain.microblocks again from their starts, in doubled records, late and of an older
 * mempool epoch: what is known of every transaction stays the same, and another replica that begins
 * with nothing comes to know it, too.
 *
 * <p>No reader here is in a group: every replica assigns itself the whole topic, so there is no
 * rebalance; the second replica stands for it.
 */
@QuarkusTest
@TestProfile(ReplayIT.OwnTopics.class)
@QuarkusTestResource(GatewayBackends.class)
class ReplayIT {
  private static final long EPOCH = 2;
  private static final int PAYMENTS = 6;

  /** Another profile is another start of the service, with a prefix of its own. */
  public static final class OwnTopics implements QuarkusTestProfile {}

  private final List<Transaction> payments =
      IntStream.range(0, PAYMENTS).mapToObj(i -> Fixtures.payment(80 + i)).toList();

  @TestHTTPResource("/")
  URI base;

  @Inject KafkaSettings settings;
  @Inject TransactionTracking tracking;
  @Inject DeadLetters deadLetters;
  @Inject MeterRegistry figures;

  @Test
  void statesStayWhateverIsToldAgain() throws Exception {
    var api = new ApiCaller(base);
    api.until("/q/health/ready", answer -> answer.status() == 200);
    tellAll();
    awaitState(api, payments.getLast(), "accepted");
    awaitState(api, payments.getFirst(), "final");
    awaitState(api, payments.get(1), "final");
    List<Optional<Tracked>> known = known(tracking);
    assertThat(known)
        .extracting(tracked -> tracked.orElseThrow().state().getClass().getSimpleName())
        .containsExactly("Final", "Final", "Evicted", "Rejected", "Aborted", "Accepted");

    try (var statuses = echo(Topic.TX_STATUS, 2);
        var chain = echo(Topic.CHAIN_MICROBLOCKS, 1)) {
      // A mempool that another has taken over from, and that does not know yet.
      tell(EPOCH - 1, status(5).setExpired(Expired.getDefaultInstance()));
      api.until("/q/health/ready", _ -> statuses.echoed() == 11 + 2 * (1 + 2 + 3 + 4 + 5));
      api.until("/q/health/ready", _ -> chain.echoed() == 2 + 3);
    }
    Transaction last = Fixtures.payment(99);
    tell(EPOCH, accepted(last));
    awaitState(api, last, "accepted");

    assertThat(known(tracking)).isEqualTo(known);
    assertThat(figures.get("timecoin_gateway_microblocks").counter().count()).isEqualTo(2);
    assertThat(figures.get("timecoin_gateway_refused_microblocks").counter().count()).isZero();
    assertThat(known(anotherReplica())).isEqualTo(known);
  }

  /** One transaction for each way there is. */
  private void tellAll() throws Exception {
    for (int number : List.of(0, 1, 2, 4, 5)) {
      tell(EPOCH, accepted(payments.get(number)));
    }
    tell(
        EPOCH,
        status(2).setEvicted(Evicted.getDefaultInstance()),
        status(3).setRejected(Refusal.newBuilder().setCode("INPUT_LOCKED").setDetail("a test")));
    CertifiedMicroblock first =
        Fixtures.microblock(1, Fixtures.GENESIS.hash(), List.of(payments.get(0)));
    write(Topic.CHAIN_MICROBLOCKS, first.toProto());
    tell(
        EPOCH,
        status(4)
            .setAborted(
                Aborted.newBuilder()
                    .setWinnerTxid(Fixtures.bytes(payments.getFirst().txid()))
                    .setWinnerSequence(1)));
    write(
        Topic.CHAIN_MICROBLOCKS,
        Fixtures.microblock(2, first.header().digest(), List.of(payments.get(1))).toProto());
    tell(EPOCH, accepted(Fixtures.payment(98)));
    tell(EPOCH, accepted(Fixtures.payment(97)));
    tell(EPOCH, accepted(payments.getLast()));
  }

  private TransactionTracking anotherReplica() throws InterruptedException {
    var clock = InstantSource.system();
    var other =
        new TransactionTracking(1_000, Duration.ofHours(1), 100, 10, clock, new Random(1), _ -> {});
    var watch =
        new ChainWatch(
            new ProvenCertificates(Fixtures.GENESIS.committee(), Fixtures.GENESIS.hash()),
            Fixtures.GENESIS,
            other,
            new SealIndex());
    var registry = new SimpleMeterRegistry();
    read(
        Topic.TX_STATUS,
        new StatusReader(other, new PeerVerdicts(new InMemoryNetwork(), 0), deadLetters, registry));
    read(Topic.CHAIN_MICROBLOCKS, new MicroblockReader(watch, new RecentMicroblocks(0), registry));
    return other;
  }

  private void read(Topic topic, RecordHandler handler) throws InterruptedException {
    try (var reader =
        new AssignedReader(settings, "replica", Map.of(topic, StartPosition.BEGINNING))) {
      reader.readToEnd(handler);
    }
  }

  private List<Optional<Tracked>> known(TransactionTracking by) {
    return payments.stream().map(payment -> by.find(payment.txid())).toList();
  }

  private TopicEcho echo(Topic topic, int rangeEvery) {
    return new TopicEcho(settings, topic, rangeEvery, UnaryOperator.identity()).start();
  }

  private static void awaitState(ApiCaller api, Transaction transaction, String state)
      throws Exception {
    api.until(
        "/v1/transactions/" + transaction.txid(),
        answer -> answer.body().path("state").asText().equals(state));
  }

  private TransactionStatus.Builder status(int number) {
    return status(payments.get(number));
  }

  private static TransactionStatus.Builder status(Transaction transaction) {
    return TransactionStatus.newBuilder()
        .setTxid(Fixtures.bytes(transaction.txid()))
        .setWtxid(Fixtures.bytes(transaction.wtxid()));
  }

  private static TransactionStatus.Builder accepted(Transaction transaction) {
    return status(transaction).setAccepted(Accepted.newBuilder().setFee(1_000));
  }

  private void tell(long epoch, TransactionStatus.Builder... statuses) throws Exception {
    var batch = StatusBatch.newBuilder().setEpoch(epoch);
    for (TransactionStatus.Builder status : statuses) {
      batch.addStatuses(status);
    }
    write(Topic.TX_STATUS, batch.build());
  }

  private void write(Topic topic, Message message) throws Exception {
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.durableProducer("writer"))) {
      producer
          .send(
              new ProducerRecord<>(
                  settings.name(topic), TopicCatalogue.constantKey(), message.toByteArray()))
          .get();
    }
  }
}
