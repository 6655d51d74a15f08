package io.timecoin.verifier.egress;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

/** The way to tx.verified, looked up before the first verdict would have to wait for it. */
@ApplicationScoped
public class VerdictTopic {
  private final KafkaClientService clients;
  private final String name;

  @Inject
  public VerdictTopic(KafkaClientService clients, KafkaSettings settings) {
    this.clients = clients;
    this.name = settings.name(Topic.TX_VERIFIED);
  }

  /** Done when the producer knows who leads the topic's partitions; waits while Kafka is away. */
  public CompletableFuture<Void> found() {
    return clients
        .getProducer(VerifiedBatchPublisher.CHANNEL)
        .partitionsFor(name)
        .replaceWithVoid()
        .subscribeAsCompletionStage();
  }
}
