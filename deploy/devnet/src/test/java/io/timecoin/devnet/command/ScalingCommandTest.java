package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.scaling.ScalingPlan;
import io.timecoin.devnet.scaling.ScalingPlan.Part;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ScalingCommandTest {
  @TempDir private Path folder;

  @Test
  void withoutOptionsAllPartsAreMeasured() {
    ScalingPlan plan = command().plan();

    assertThat(plan.parts()).containsExactlyInAnyOrder(Part.values());
    assertThat(plan.share()).isEqualTo(0.25);
  }

  @Test
  void optionsReachThePlan() {
    ScalingPlan plan = command("--parts", "core,changes", "--seconds", "3", "--load", "50").plan();

    assertThat(plan.parts()).containsExactlyInAnyOrder(Part.CORE, Part.CHANGES);
    assertThat(plan.window()).isEqualTo(Duration.ofSeconds(3));
    assertThat(plan.loadPerSecond()).isEqualTo(50);
  }

  @Test
  void numbersThatMakeNoSenseAreRefusedByName() {
    refuses("--seconds", "0");
    refuses("--seconds", "121");
    refuses("--rounds", "0");
    refuses("--warm-up", "-1");
    refuses("--share", "0.01");
    refuses("--share", "1.5");
    refuses("--load", "0");
    refuses("--load", "301");
  }

  @Test
  void aPlotThatWouldBeEmptyOrCannotBeWrittenIsRefusedBeforeAnythingStarts() {
    assertThatThrownBy(
            () -> command("--parts", "core", "--plot", folder.resolve("a.svg").toString()).call())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("--plot");
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

  private static ScalingCommand command(String... arguments) {
    var command = new ScalingCommand();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return command;
  }
}
