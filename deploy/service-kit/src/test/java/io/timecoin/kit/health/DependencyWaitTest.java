package io.timecoin.kit.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** What an operator reads while something is missing: enough, and no flood. */
class DependencyWaitTest {
  private final ServiceState state = new ServiceState();
  private final Lines lines = new Lines();
  private long now = 42;
  private final DependencyWait wait = new DependencyWait(lines, state, "Kafka", () -> now);

  @Test
  void theFirstReasonIsToldAtOnceAndTheSameEveryHalfMinute() {
    for (int i = 0; i < 120; i++) {
      wait.because("refused");
      pass(500);
    }

    assertThat(lines.told)
        .containsExactly("Waiting for Kafka: refused", "Waiting for Kafka: refused");
  }

  @Test
  void reasonsThatTakeTurnsAreNoFlood() {
    for (int i = 0; i < 120; i++) {
      wait.because("reason " + i % 2);
      pass(500);
    }

    assertThat(lines.told).hasSizeBetween(2, 12);
  }

  @Test
  void aChangedReasonIsToldSoon() {
    wait.because("refused");
    pass(6_000);

    wait.because("no schema yet");

    assertThat(lines.told).last().isEqualTo("Waiting for Kafka: no schema yet");
  }

  @Test
  void theEndIsToldOnceWithItsLength() {
    wait.because("refused");
    pass(2_500);

    wait.over();
    wait.over();

    assertThat(lines.told).last().isEqualTo("No longer waiting for Kafka, after 2.5 s");
    assertThat(lines.told).hasSize(2);
    assertThat(state.waits()).isEmpty();
  }

  @Test
  void whatIsThereAtOnceIsNotToldOf() {
    wait.over();

    assertThat(lines.told).isEmpty();
  }

  @Test
  void readinessSaysWhatIsWaitedForWithTheNewestReason() {
    wait.because("refused");
    wait.because("no answer");

    assertThat(state.reasons())
        .containsExactly("waiting for Kafka: no answer", "the service is starting");
  }

  @Test
  void aWarmServiceStaysReadyAndItsWaitIsStillTold() {
    state.warm();
    wait.because("refused");

    assertThat(state.ready()).isTrue();
    assertThat(state.reasons()).isEmpty();
    assertThat(state.waits()).containsExactly("waiting for Kafka: refused");
  }

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Keeps the formatted lines. */
  private static final class Lines extends Logger {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial")
    private final List<String> told = new ArrayList<>();

    Lines() {
      super("lines");
    }

    @Override
    protected void doLog(
        Level level, String loggerClass, Object message, Object[] parameters, Throwable thrown) {
      told.add(message.toString());
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod")
    protected void doLogf(
        Level level, String loggerClass, String format, Object[] parameters, Throwable thrown) {
      told.add(format.formatted(parameters));
    }

    @Override
    public boolean isEnabled(Level level) {
      return true;
    }
  }
}
