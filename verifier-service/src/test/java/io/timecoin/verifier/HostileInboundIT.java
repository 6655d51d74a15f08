package io.timecoin.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.timecoin.devnet.backends.Backends;
import io.timecoin.devnet.hostile.HostileValue;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.HostileTopic;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.verifier.ingress.PracticeRead;
import io.timecoin.verifier.verification.RefusedTransactions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind of bad record in tx.inbound: each goes aside, and the good ones get verdicts. */
@QuarkusTest
@TestProfile(HostileInboundIT.OwnTopics.class)
@QuarkusTestResource(
    value = Backends.class,
    initArgs = @ResourceArg(name = "postgres", value = "false"))
@QuarkusTestResource(GenesisResource.class)
class HostileInboundIT {
  private static final int MUTATIONS = 200;
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  /** Another profile is another start of the service, with a prefix of its own. */
  public static final class OwnTopics implements QuarkusTestProfile {}

  private final RefusedTransactions transactions =
      new RefusedTransactions(TestChain.ofMembers(1).genesisHash());

  @Inject KafkaSettings settings;
  @Inject ServiceState state;
  @Inject MeterRegistry metrics;
  @Inject PracticeRead practice;

  @Test
  void badRecordsGoAsideAndHoldUpNothing() throws Exception {
    var inbound = new HostileTopic(settings, Topic.TX_INBOUND);
    InboundBatch hostile = batch("hostile");
    List<HostileValue> values = inbound.values(hostile, 3, MUTATIONS);

    inbound.write(values);
    inbound.write(batch("after"));

    inbound.awaitDeadLetters(values);
    Map<String, Integer> verified = awaitVerified("after");
    // The newer one and the largest one are the hostile batch itself.
    assertThat(verified.get("hostile")).isGreaterThanOrEqualTo(2);
    assertThat(state.alive()).isTrue();
    assertThat(
            metrics.get("timecoin.dead.letters").tag("topic", "tx.inbound").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum())
        .isGreaterThanOrEqualTo(10);
    // At least the last one, which stands among the newest four of its partition.
    assertThat(practice.run()).as("judged for practice, beside bad ones").isPositive();
  }

  private InboundBatch batch(String gateway) {
    return InboundBatch.newBuilder()
        .setOrigin(
            Origin.newBuilder()
                .setKind(OriginKind.ORIGIN_KIND_CLIENT)
                .setGateway(gateway)
                .setPeer(ByteString.copyFrom(new byte[32])))
        .setSentAtMillis(1)
        .addTransactions(ByteString.copyFrom(transactions.good(1).encode()))
        .addTransactions(ByteString.copyFrom(transactions.good(2).encode()))
        .build();
  }

  /** Batches by gateway, read until the last gateway's is there. */
  private Map<String, Integer> awaitVerified(String last) throws InterruptedException {
    var found = new HashMap<String, Integer>();
    long end = System.nanoTime() + DEADLINE.toNanos();
    try (var reader =
        new AssignedReader(settings, "test", Map.of(Topic.TX_VERIFIED, StartPosition.BEGINNING))) {
      while (!found.containsKey(last) && System.nanoTime() < end) {
        for (var record : reader.poll()) {
          found.merge(gateway(record.value()), 1, Integer::sum);
        }
      }
    }
    assertThat(found).containsKey(last);
    return found;
  }

  private static String gateway(byte[] value) {
    try {
      return VerifiedBatch.parseFrom(value).getOrigin().getGateway();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
