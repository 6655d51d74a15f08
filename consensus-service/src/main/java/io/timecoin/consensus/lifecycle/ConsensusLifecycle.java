package io.timecoin.consensus.lifecycle;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.timecoin.consensus.config.ConsensusConfig;
import io.timecoin.consensus.config.ConsensusKey;
import io.timecoin.consensus.evidence.EvidenceBook;
import io.timecoin.consensus.health.VotingMetrics;
import io.timecoin.consensus.store.LedgerHeads;
import io.timecoin.consensus.voting.ConsensusStatus;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.TopicsAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Starts this instance with the process and stops it at SIGTERM. */
@ApplicationScoped
public class ConsensusLifecycle implements Drainable {
  private final NodeParts parts;
  private final ConsensusKey key;
  private final TopicsAtStart topics;
  private volatile ConsensusInstance instance;

  @Inject
  public ConsensusLifecycle(
      KafkaSettings kafka,
      Genesis genesis,
      ConsensusConfig config,
      ConsensusKey key,
      LedgerHeads ledger,
      ServiceState service,
      ConsensusStatus status,
      EvidenceBook evidence,
      MeterRegistry metrics,
      DeadLetters deadLetters,
      TopicsAtStart topics) {
    this.key = key;
    this.topics = topics;
    this.parts =
        new NodeParts(
            kafka,
            genesis,
            config,
            ledger,
            service,
            status,
            new VotingMetrics(metrics, status, evidence),
            evidence,
            deadLetters::send,
            InstantSource.system(),
            KafkaProducer::new);
  }

  void onStart(@Observes StartupEvent event) {
    parts.ledger().start();
    instance = new ConsensusInstance(parts, key, topics.prepared()).start();
  }

  @Override
  public int order() {
    return LEASE;
  }

  @Override
  public void drain(Duration remaining) {
    var started = instance;
    if (started != null) {
      started.close();
    }
    parts.ledger().close();
  }
}
