package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.LauncherFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class UpCommandTest {

  @ParameterizedTest
  @CsvSource({"5s, 5", "20, 20", "1m, 60", "10min, 600", "99999s, 99999"})
  void anIntervalIsSecondsOrMinutes(String text, long seconds) {
    assertThat(parsed("--block-interval", text).interval()).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void withoutAnIntervalTheDevnetsOwnHolds() {
    assertThat(parsed().interval()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0s", "0m", "-5s", "5h", "1.5s", "s", "100000s", "5 s"})
  void anythingElseIsRefusedWithASentence(String text) {
    UpCommand command = parsed("--block-interval=" + text);

    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(command::interval)
        .withMessageContaining("--block-interval is a time such as 5s or 10m");
  }

  @Test
  void withoutANumberOfMasternodesTheDevnetsOwnHolds() {
    assertThat(parsed().masternodes()).isEmpty();
    assertThat(parsed("--masternodes", "4").masternodes()).contains(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "8"})
  void aMachineRunsOneToSevenMasternodes(String number) {
    UpCommand command = parsed("--masternodes=" + number);

    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(command::masternodes)
        .withMessage("--masternodes is 1 to 7, not " + number);
  }

  @Test
  void theHelpTellsOfMasternodesAndLinks() {
    assertThat(new CommandLine(new UpCommand()).getUsageMessage())
        .contains("--masternodes=N", "--link-delay=TIME", "1 to 7");
  }

  private static UpCommand parsed(String... arguments) {
    var command = new UpCommand();
    new CommandLine(command).parseArgs(arguments);
    return command;
  }
}
