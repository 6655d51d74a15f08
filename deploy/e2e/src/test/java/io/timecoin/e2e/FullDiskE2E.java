package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.timecoin.devnet.backends.EmbeddedServer;
import io.timecoin.devnet.suite.Replicas;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A backend whose disk is full is one that is down: it ends itself, or refuses to write. */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class FullDiskE2E {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final int KAFKA_MEBIBYTES = 512;
  private static final int POSTGRES_MEBIBYTES = 384;

  @BeforeAll
  static void needsTheRightToMount() {
    Optional<String> refusal = SmallDisk.refusal();
    assumeTrue(refusal.isEmpty(), () -> refusal.orElseThrow());
  }

  @Test
  void kafkaWithAFullDiskLosesNothing() throws Exception {
    try (var devnet = RunningDevnet.started("full-kafka", Replicas.SINGLE, INTERVAL)) {
      EmbeddedServer server = devnet.devnet().kafka();
      SmallDisk disk = devnet.moveToDisk(server, devnet.devnet().folder().kafka(), KAFKA_MEBIBYTES);
      OutageRow row =
          devnet.telling(() -> new Outage(devnet).of("Kafka's disk is full", full(disk, server)));

      assertThat(row.count(503)).isPositive();
    }
  }

  @Test
  void postgresqlWithAFullDiskHoldsUpNeitherIntakeNorFinality() throws Exception {
    try (var devnet = RunningDevnet.started("full-postgres", Replicas.SINGLE, INTERVAL)) {
      EmbeddedServer server = devnet.devnet().postgres();
      SmallDisk disk =
          devnet.moveToDisk(server, devnet.devnet().folder().postgres(), POSTGRES_MEBIBYTES);
      OutageRow row =
          devnet.telling(
              () -> new Outage(devnet).of("PostgreSQL's disk is full", full(disk, server)));

      assertThat(row.count(202)).isEqualTo(row.submissions().size());
      assertThat(row.finals()).isGreaterThan(row.submissions().size() / 2);
    }
  }

  /** Full, and at its end free again; who has ended is started anew, as an operator would. */
  private static Fault full(SmallDisk disk, EmbeddedServer server) {
    return Fault.of(
        () -> disk.fill(),
        () -> {
          disk.free();
          if (!server.isAlive()) {
            server.restart();
          }
        });
  }
}
