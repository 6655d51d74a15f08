package io.timecoin.verifier.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.Topics;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.DoubtfulSignature;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.verifier.recheck.AcceptedSignature;
import io.timecoin.verifier.recheck.Disagreement;
import io.timecoin.verifier.verification.RefusedTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Evidence is written as soon as it can be. */
class EvidencePublisherIT {
  /** Longer than a send waits for its topic: 5 s. */
  private static final Duration MORE_THAN_ONE_ATTEMPT = Duration.ofSeconds(7);

  private final KafkaSettings settings =
      new KafkaSettings(
          TestBackends.shared().kafkaBootstrapServers(),
          TestBackends.shared().newPrefix(),
          "verifier-7");
  private final EvidencePublisher publisher = new EvidencePublisher(settings);
  private final Disagreement disagreement =
      new Disagreement(
          AcceptedSignature.of(
              new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH),
              new RefusedTransactions(TestTransactions.GENESIS_HASH).good(1),
              0),
          "first",
          "second",
          Instant.ofEpochMilli(1_700_000_000_123L));

  @Test
  void whatCannotBeWrittenIsTriedAgainAndTheDrainWaitsForIt() throws Exception {
    publisher.publish(disagreement);
    Thread drain = Thread.ofPlatform().daemon().start(this::drain);
    assertThat(drain.join(MORE_THAN_ONE_ATTEMPT)).as("drained without the topic").isFalse();

    new Topics(settings, TopicPreparation.CREATE, 1, false).prepare();

    assertThat(drain.join(Duration.ofMinutes(1))).isTrue();
    List<ConsumerRecord<byte[], byte[]>> written = evidence();
    assertThat(written).hasSize(1);
    DoubtfulSignature evidence = DoubtfulSignature.parseFrom(written.getFirst().value());
    assertThat(evidence).isEqualTo(EvidenceRecord.of(disagreement, "verifier-7"));
    assertThat(evidence.getAtMillis()).isEqualTo(1_700_000_000_123L);
  }

  private void drain() {
    try {
      publisher.drain(Duration.ofMinutes(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> evidence() throws InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var reader =
        new AssignedReader(
            settings, "test", Map.of(Topic.VERIFIER_EVIDENCE, StartPosition.BEGINNING))) {
      reader.readToEnd(records::addAll);
    }
    return records;
  }
}
