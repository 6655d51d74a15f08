package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.route.RoutePlan;
import io.timecoin.devnet.route.RoutePlan.Part;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RouteCommandTest {
  @TempDir private Path folder;

  @Test
  void withoutOptionsTheIssuesOwnConditionsAreMeasured() {
    RoutePlan plan = command().plan();

    assertThat(plan.parts()).containsExactlyInAnyOrder(Part.MAXIMUM, Part.SHARES, Part.FLOOD);
    assertThat(plan.masternodes()).isEqualTo(1);
    assertThat(plan.hold()).isEqualTo(Duration.ofMinutes(2));
    assertThat(plan.fixed()).isEmpty();
    assertThat(command().growth().utxos()).containsExactly(10_000, 1_000_000, 5_000_000);
    assertThat(command().growth().masternodes()).containsExactly(1, 4, 7);
  }

  @Test
  void optionsReachThePlan() {
    RouteCommand command =
        command(
            "--parts",
            "maximum,growth",
            "--seconds",
            "9",
            "--rate",
            "3000",
            "--masternodes",
            "4",
            "--growth-utxos",
            "0",
            "--growth-verifiers",
            "4,1");

    assertThat(command.plan().parts()).containsExactlyInAnyOrder(Part.MAXIMUM, Part.GROWTH);
    assertThat(command.plan().hold()).isEqualTo(Duration.ofSeconds(9));
    assertThat(command.plan().fixed()).hasValue(3_000);
    assertThat(command.plan().masternodes()).isEqualTo(4);
    assertThat(command.growth().utxos()).isEmpty();
    assertThat(command.growth().verifiers()).containsExactly(1, 4);
  }

  @Test
  void numbersThatMakeNoSenseAreRefusedByName() {
    refuses("--masternodes", "8");
    refuses("--verifiers", "0");
    refuses("--seconds", "0");
    refuses("--step-seconds", "3");
    refuses("--warm-up", "-1");
    refuses("--first", "0");
    refuses("--rate", "20001");
    refuses("--pairs", "9");
    assertThatThrownBy(() -> command("--growth-utxos", "10,1000000").growth())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("--growth-utxos");
  }

  @Test
  void aPlotThatCannotBeWrittenIsRefusedBeforeAnythingStarts() {
    assertThatThrownBy(
            () -> command("--plot", folder.resolve("gone").resolve("a.svg").toString()).call())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("a.svg");
  }

  private static void refuses(String option, String value) {
    assertThatThrownBy(() -> command(option, value).plan())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining(option);
  }

  private static RouteCommand command(String... arguments) {
    var command = new RouteCommand();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return command;
  }
}
