package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service that answers after five seconds holds up those who need it, and nobody else. */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class SlowServiceE2E {
  private static final Duration BLOCKED = Duration.ofSeconds(2);

  @RegisterExtension
  static final RunningDevnet DEVNET =
      new RunningDevnet("slow", 1, Duration.ofSeconds(5)).withPauses();

  private final Outage outage = new Outage(DEVNET);

  @ParameterizedTest
  @EnumSource
  void aSlowServiceLosesNothingAndHoldsUpOnlyThoseWhoNeedIt(ServiceKind kind) throws Exception {
    ServiceProcess service = DEVNET.service(kind);
    OutageRow row = outage.of(service.name() + " answers after 5 s", Pulse.of(service::pid));

    switch (kind) {
      // Who hands in waits for the gateway itself; nothing else is to be said of it.
      case GATEWAY -> assertThat(row.count(202)).isPositive();
      case VERIFIER, MEMPOOL, CONSENSUS -> {
        assertIntakeGoesOn(row);
        assertThat(row.queriesAnswered(200)).isEqualTo(row.queries().size());
      }
      case LEDGER -> {
        assertIntakeGoesOn(row);
        assertThat(row.finals()).isGreaterThan(row.submissions().size() / 2);
        assertThat(row.slowestQuery()).isLessThan(Duration.ofSeconds(4));
      }
    }
  }

  private static void assertIntakeGoesOn(OutageRow row) {
    assertThat(row.count(202)).isEqualTo(row.submissions().size());
    assertThat(row.slowest(202)).isLessThan(BLOCKED);
  }
}
