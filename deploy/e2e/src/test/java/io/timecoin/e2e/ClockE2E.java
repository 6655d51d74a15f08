package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.protocol.block.CertifiedMicroblock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clocks of all services are set while they run, and set right again at the end. Microblocks'
 * times go up whatever clocks do (PROTOCOL §6.2): behind the last one a proposer takes its time
 * plus 1 ms. A seal waits until the clock has passed its slot's end (§6.6), and slots in which none
 * was made are skipped (§7.1).
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class ClockE2E {
  private static final Duration SLOT = Duration.ofSeconds(5);

  @RegisterExtension
  static final RunningDevnet DEVNET =
      new RunningDevnet("clock", 1, SLOT).withEnvironment(StepClock::environment);

  private final Outage outage = new Outage(DEVNET);

  @ParameterizedTest
  @ValueSource(longs = {5, -5, -600, 600})
  void aSteppedClockStopsNothing(long seconds) throws Exception {
    long before = ChainStream.read(DEVNET).lastSequence();
    OutageRow row =
        outage.of("Clocks are set by %+d s".formatted(seconds), step(Duration.ofSeconds(seconds)));

    assertThat(row.count(202)).isPositive();
    assertThat(row.finals()).isGreaterThan(row.submissions().size() / 2);
    List<CertifiedMicroblock> since =
        ChainStream.read(DEVNET).microblocks().stream()
            .filter(each -> each.header().sequence() > before)
            .toList();
    for (int i = 1; i < since.size(); i++) {
      assertThat(since.get(i).header().timeMillis())
          .isGreaterThan(since.get(i - 1).header().timeMillis());
    }
  }

  private static Fault step(Duration offset) {
    return new Fault() {
      @Override
      public void begin() {
        setAll(offset);
      }

      @Override
      public void end() {
        setAll(Duration.ZERO);
      }

      /**
       * The chain's time is ahead: no slot ends until clocks have passed it, so they are sent on.
       */
      @Override
      public void afterwards() {
        if (offset.compareTo(SLOT) > 0) {
          setAll(offset.plusMinutes(2));
        }
      }
    };
  }

  private static void setAll(Duration offset) {
    for (ServiceKind kind : ServiceKind.values()) {
      StepClock.set(DEVNET.devnet().folder(), kind, offset);
    }
  }
}
