package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.LauncherFailure;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class VerifyCommandTest {

  @Test
  void refusesNumbersOfRoundsThatMakeNoSense() {
    for (String rounds : new String[] {"0", "-1", "1001"}) {
      assertThatThrownBy(() -> command("--rounds", rounds).call())
          .isInstanceOf(LauncherFailure.class)
          .hasMessageContaining("--rounds");
    }
  }

  @Test
  void refusesAJarThatIsNotThere() {
    assertThatThrownBy(() -> command("--corretto", "/not/there.jar").call())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("/not/there.jar");
  }

  private static VerifyCommand command(String... arguments) {
    return CommandLine.populateCommand(new VerifyCommand(), arguments);
  }
}
