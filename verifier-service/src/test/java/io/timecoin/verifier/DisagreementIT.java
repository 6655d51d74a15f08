package io.timecoin.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.timecoin.devnet.backends.Backends;
import io.timecoin.kit.health.Phase;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.internal.v1.DoubtfulSignature;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.SignatureOpinion;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.SigningMessage;
import io.timecoin.protocol.transaction.Transaction;
import io.timecoin.verifier.recheck.IndependentOpinion;
import io.timecoin.verifier.recheck.SecondOpinion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Two implementations disagree on a signature: it is kept as evidence, and the instance stops. The
 * one that lies is the second, so that what was verified rightly shows what becomes of it.
 */
@QuarkusTest
@TestProfile(DisagreementIT.WithALiar.class)
@QuarkusTestResource(
    value = Backends.class,
    initArgs = @ResourceArg(name = "postgres", value = "false"))
@QuarkusTestResource(GenesisResource.class)
class DisagreementIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Hash256 GENESIS = TestChain.ofMembers(1).genesisHash();
  private static final KeyPair HONEST = TestKeys.wallet(0);
  private static final KeyPair DOUBTED = TestKeys.wallet(3);
  private static final int PARTITION = 4;

  /** Checks every signature again, with the liar. */
  public static final class WithALiar implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(Liar.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("timecoin.verifier.recheck-share", "1");
    }
  }

  /** Refuses whatever one key has signed; of all else it gives an honest opinion. */
  @Alternative
  @ApplicationScoped
  public static class Liar implements SecondOpinion {
    private final SecondOpinion honest = new IndependentOpinion();

    @Override
    public String name() {
      return "liar";
    }

    @Override
    public boolean isValid(byte[] publicKey, byte[] signature, byte[] message) {
      return !Arrays.equals(publicKey, DOUBTED.publicKey().toByteArray())
          && honest.isValid(publicKey, signature, message);
    }
  }

  @Inject KafkaSettings settings;
  @Inject ServiceState state;
  @Inject MeterRegistry metrics;

  @TestHTTPResource("/q/health/live")
  URI liveness;

  @TestHTTPResource("/q/health/ready")
  URI readiness;

  @TestHTTPResource("/status/capabilities")
  URI capabilities;

  @Test
  void aDisagreementIsKeptAndTakesTheInstanceOut() throws Exception {
    until("ready", state::ready);
    write(PARTITION, "before", payment(1, HONEST), payment(2, HONEST));
    until("verdicts", () -> verified().contains("before"));
    // Those of the rehearsal at the start, and of the two payments.
    double before = rechecks("agreed");
    Transaction doubted = payment(4, DOUBTED);

    write(PARTITION, "doubtful", payment(3, HONEST), doubted, payment(5, HONEST));

    assertEvidence(doubted);
    until("taken out", () -> state.phase() instanceof Phase.TakenOut);
    assertThat(metrics.get("timecoin.verifier.taken.out").gauge().value()).isEqualTo(1);
    double agreed = rechecks("agreed");
    assertThat(agreed).as("what was checked before the doubtful one").isEqualTo(before + 1);
    assertThat(rechecks("disagreed")).isEqualTo(1);
    write(PARTITION, "after", payment(6, HONEST));
    write(PARTITION + 1, "elsewhere", payment(7, HONEST));
    assertThat(takenByAnotherMember())
        .as("what others have to verify: nothing of it was acknowledged")
        .containsExactlyInAnyOrder("doubtful", "after", "elsewhere");
    assertThat(verified()).as("what has verdicts").containsExactly("before");
    assertThat(rechecks("agreed")).as("nothing was verified any more").isEqualTo(agreed);
    assertHealth();
  }

  /** Alive, so that nobody restarts it into the same, and ready no more. */
  private void assertHealth() throws Exception {
    assertThat(get(readiness).statusCode()).isEqualTo(503);
    assertThat(get(readiness).body()).contains("TC-VER-001");
    assertThat(get(liveness).statusCode()).as(get(liveness).body()).isEqualTo(200);
    assertThat(get(capabilities).body()).contains("\"phase\":\"taken out\"").contains("TC-VER-001");
  }

  private void assertEvidence(Transaction doubted) throws Exception {
    List<DoubtfulSignature> found = new ArrayList<>();
    until(
        "evidence",
        () -> {
          found.clear();
          readAll(Topic.VERIFIER_EVIDENCE, value -> found.add(DoubtfulSignature.parseFrom(value)));
          return !found.isEmpty();
        });
    assertThat(found).hasSize(1);
    DoubtfulSignature evidence = found.getFirst();
    byte[] message = SigningMessage.of(GENESIS, doubted.txid(), 0);
    assertThat(evidence.getPublicKey().toByteArray()).isEqualTo(DOUBTED.publicKey().toByteArray());
    assertThat(evidence.getMessage().toByteArray()).isEqualTo(message);
    assertThat(evidence.getSignature().toByteArray())
        .isEqualTo(DOUBTED.sign(message).toByteArray());
    assertThat(evidence.getTxid().toByteArray()).isEqualTo(doubted.txid().toByteArray());
    assertThat(evidence.getInputIndex()).isZero();
    assertThat(evidence.getVerifier()).isEqualTo("verifier-1");
    assertThat(evidence.getAtMillis()).isPositive();
    assertThat(evidence.getPlatform()).contains("25");
    assertThat(evidence.getOpinionsList()).hasSize(2);
    assertThat(evidence.getOpinions(0).getImplementation()).startsWith("batches, in ");
    assertThat(evidence.getOpinions(0).getValid()).isTrue();
    assertThat(evidence.getOpinions(1))
        .isEqualTo(SignatureOpinion.newBuilder().setImplementation("liar").setValid(false).build());
  }

  /** The gateways of the batches that a member of the group reads when it has all partitions. */
  private Set<String> takenByAnotherMember() throws Exception {
    Set<String> taken = new HashSet<>();
    try (var member =
        new KafkaConsumer<byte[], byte[]>(settings.groupReader("member", "verifier"))) {
      member.subscribe(List.of(settings.name(Topic.TX_INBOUND)));
      until(
          "all partitions, and their records",
          () -> {
            for (ConsumerRecord<byte[], byte[]> record : member.poll(Duration.ofMillis(100))) {
              taken.add(InboundBatch.parseFrom(record.value()).getOrigin().getGateway());
            }
            return member.assignment().size() == Topic.TX_INBOUND.partitions()
                && taken.contains("after")
                && taken.contains("elsewhere");
          });
    }
    return taken;
  }

  private static Transaction payment(int number, KeyPair key) {
    return TestTransactions.draft(GENESIS)
        .spend(TestTransactions.outpoint(number), key)
        .pay(TestKeys.address(1), 100_000)
        .sign();
  }

  private void write(int partition, String gateway, Transaction... transactions) throws Exception {
    var batch = InboundBatch.newBuilder().setOrigin(Origin.newBuilder().setGateway(gateway));
    for (Transaction transaction : transactions) {
      batch.addTransactions(ByteString.copyFrom(transaction.encode()));
    }
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.durableProducer("test"))) {
      producer
          .send(
              new ProducerRecord<>(
                  settings.name(Topic.TX_INBOUND), partition, null, batch.build().toByteArray()))
          .get();
    }
  }

  private double rechecks(String outcome) {
    return metrics
        .get("timecoin.verifier.rechecks")
        .tag("outcome", outcome)
        .functionCounter()
        .count();
  }

  /** The gateways of all batches with verdicts. */
  private List<String> verified() throws Exception {
    List<String> gateways = new ArrayList<>();
    readAll(
        Topic.TX_VERIFIED,
        value -> gateways.add(VerifiedBatch.parseFrom(value).getOrigin().getGateway()));
    return gateways;
  }

  private interface Values {
    void take(byte[] value) throws InvalidProtocolBufferException;
  }

  private void readAll(Topic topic, Values values) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (var reader =
        new AssignedReader(settings, "test", Map.of(topic, StartPosition.BEGINNING))) {
      reader.readToEnd(all::addAll);
    }
    for (var record : all) {
      values.take(record.value());
    }
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
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
