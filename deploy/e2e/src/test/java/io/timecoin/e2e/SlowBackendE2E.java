package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A backend that answers after five seconds, if at all, is one that is down. */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class SlowBackendE2E {
  private static final Duration BLOCKED = Duration.ofSeconds(2);

  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("slow", 1, Duration.ofSeconds(5));

  private final Outage outage = new Outage(DEVNET);

  @Test
  void aSlowKafkaClosesTheIntakeAndLosesNothing() throws Exception {
    OutageRow row =
        outage.of("Kafka answers after 5 s", Pulse.of(() -> DEVNET.devnet().kafka().pid()));

    assertThat(row.count(503)).isPositive();
    assertThat(row.count(202) + row.count(503)).isEqualTo(row.submissions().size());
    assertThat(row.submissions().stream().filter(each -> each.took().compareTo(BLOCKED) > 0))
        .as("requests that Kafka held up")
        .isEmpty();
  }

  @Test
  void aSlowPostgresqlHoldsUpNeitherIntakeNorFinality() throws Exception {
    OutageRow row =
        outage.of("PostgreSQL answers after 5 s", Pulse.of(() -> DEVNET.devnet().postgres().pid()));

    assertThat(row.count(202)).isEqualTo(row.submissions().size());
    assertThat(row.slowest(202)).isLessThan(BLOCKED);
    assertThat(row.finals()).isGreaterThan(row.submissions().size() / 2);
    assertThat(row.slowestQuery()).isLessThan(Duration.ofSeconds(4));
  }
}
