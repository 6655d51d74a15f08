package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class OrderCommandsTest {

  @Test
  void theLauncherKnowsThemAll() {
    assertThat(Main.commandLine().getSubcommands())
        .containsKeys("partition", "heal", "delay", "link", "kill", "start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"partition", "heal", "delay", "link", "kill", "start"})
  void eachHasAHelp(String command) {
    assertThat(Main.commandLine().getSubcommands().get(command).getUsageMessage())
        .contains("Usage: timecoin " + command, "--name=NAME");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"partition", "heal now", "delay", "link 1-2", "kill", "start", "start 1 a b"})
  void wrongUsageIsExitCodeTwo(String words) {
    var said = new StringWriter();

    int code = Main.commandLine().setErr(new PrintWriter(said)).execute(words.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("Usage: timecoin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"partition 1/2", "heal", "link 1-2 down", "kill 1", "start 1"})
  void withoutADevnetThereIsOneSentence(String words) {
    var said = new StringWriter();
    CommandLine launcher = Main.commandLine().setErr(new PrintWriter(said));

    int code = launcher.execute((words + " --name never-made").split(" "));

    assertThat(code).isEqualTo(1);
    assertThat(said.toString().strip())
        .isEqualTo(
            "timecoin: devnet \"never-made\" is not running; start it with `deploy/timecoin up`");
  }
}
