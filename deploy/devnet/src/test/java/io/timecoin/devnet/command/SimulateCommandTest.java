package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.LauncherFailure;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SimulateCommandTest {

  @Test
  void runsTheSeedsAskedFor() {
    assertThat(command("--seeds", "2", "--from", "7", "--json").call()).isZero();
  }

  @Test
  void refusesToRunNone() {
    assertThatThrownBy(() -> command("--seeds", "0").call())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("--seeds");
  }

  private static SimulateCommand command(String... arguments) {
    return CommandLine.populateCommand(new SimulateCommand(), arguments);
  }
}
