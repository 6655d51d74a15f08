package io.timecoin.consensus.lifecycle;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.consensus.config.ConsensusConfig;
import io.timecoin.consensus.config.ConsensusKey;
import io.timecoin.consensus.evidence.EvidenceBook;
import io.timecoin.consensus.health.VotingCapability;
import io.timecoin.consensus.health.VotingMetrics;
import io.timecoin.consensus.store.LedgerHeads;
import io.timecoin.consensus.voting.ConsensusStatus;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.health.CapabilityStatus;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.network.GenesisDocument;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/** One instance of the service without Quarkus. */
final class TestNode implements AutoCloseable {
  record Settings(boolean firstStart, OptionalLong signFrom, int logRecordsKept, Duration roundBase)
      implements ConsensusConfig {
    static final Settings FIRST_START =
        new Settings(true, OptionalLong.empty(), 5_000, Duration.ofSeconds(1));
    static final Settings LATER =
        new Settings(false, OptionalLong.empty(), 5_000, Duration.ofSeconds(1));

    Settings signingFrom(long sequence) {
      return new Settings(firstStart, OptionalLong.of(sequence), logRecordsKept, roundBase);
    }

    Settings keeping(int logRecords) {
      return new Settings(firstStart, signFrom, logRecords, roundBase);
    }

    Settings withRoundBase(Duration base) {
      return new Settings(firstStart, signFrom, logRecordsKept, base);
    }

    @Override
    public Optional<Path> keyFile() {
      return Optional.empty();
    }

    @Override
    public Duration ledgerPoll() {
      return Duration.ofMillis(200);
    }
  }

  final ConsensusStatus status = new ConsensusStatus();
  final EvidenceBook evidence = new EvidenceBook();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final LedgerHeads ledger;
  private final ConsensusInstance instance;

  TestNode(
      KafkaSettings kafka,
      GenesisDocument genesis,
      URI ledgerUri,
      ConsensusKey key,
      Settings settings,
      InstantSource clock,
      Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
    ledger =
        new LedgerHeads(
            new InternalReads(List.of(ledgerUri), Duration.ofSeconds(2)), settings.ledgerPoll());
    var parts =
        new NodeParts(
            kafka,
            new Genesis(genesis),
            settings,
            ledger.start(),
            new ServiceState(),
            status,
            new VotingMetrics(metrics, status, evidence),
            evidence,
            (record, error, detail) -> metrics.counter("bad", "error", error).increment(),
            clock,
            producers);
    instance = new ConsensusInstance(parts, key, CompletableFuture.completedFuture(null));
  }

  TestNode start() {
    instance.start();
    return this;
  }

  /** What /status/capabilities says of voting. */
  CapabilityStatus capability() {
    return new VotingCapability(status).status();
  }

  Role role() {
    return status.snapshot().role();
  }

  @Override
  public void close() {
    instance.close();
    ledger.close();
  }
}
