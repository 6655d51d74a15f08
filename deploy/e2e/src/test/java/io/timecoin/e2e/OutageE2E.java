package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.backends.EmbeddedServer;
import io.timecoin.devnet.suite.HealthProbe;
import io.timecoin.devnet.suite.ServiceProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ARCHITECTURE, "When something is down": a backend is gone, and what goes on without it. */
final class OutageE2E {
  /**
   * ARCHITECTURE says 100 ms. The first second knows of nothing yet, and a busy machine is slower:
   * what takes longer than this was blocked by the outage.
   */
  private static final Duration BLOCKED = Duration.ofSeconds(2);

  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("outage", 1, Duration.ofSeconds(5));

  private final Outage outage = new Outage(DEVNET);

  @Test
  void withoutKafkaTheIntakeSaysSoAndWhatWasPromisedBecomesFinal() throws Exception {
    OutageRow row = outage.of("Kafka is down", gone(DEVNET.devnet().kafka()), Outage.GONE);

    assertThat(row.count(503)).isGreaterThan(row.submissions().size() / 2);
    assertThat(row.count(202) + row.count(503)).isEqualTo(row.submissions().size());
    assertThat(row.slowest(503)).isLessThan(BLOCKED);
  }

  @Test
  void withoutPostgresqlFinalityGoesOnAndTheLedgerCatchesUp() throws Exception {
    OutageRow row = outage.of("PostgreSQL is down", gone(DEVNET.devnet().postgres()), Outage.GONE);

    assertThat(row.count(202)).isEqualTo(row.submissions().size());
    assertThat(row.finals()).isGreaterThan(row.submissions().size() / 2);
    assertThat(row.slowest(202)).isLessThan(BLOCKED);
    assertThat(row.queriesAnswered(503)).isPositive();
    assertThat(row.slowestQuery()).isLessThan(Duration.ofSeconds(4));
  }

  /** As kill -9 does it; nobody's readiness changes meanwhile. */
  private static Fault gone(EmbeddedServer server) {
    return Fault.of(
        server::kill,
        () -> {
          for (ServiceProcess service : DEVNET.devnet().masternode().services()) {
            assertThat(HealthProbe.ask(service.port()).reasons()).as(service.name()).isEmpty();
          }
          server.restart();
        });
  }
}
