package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bench verifier-scaling} in short: that it measures, draws, and cleans up; and that while
 * verifiers come and go nothing is lost, twice or out of order. Its figures are worth something on
 * a quiet machine only, which this need not be.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class VerifierScalingE2E {
  /** Kept when the test fails: the logs are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path home;

  @Test
  @SuppressWarnings("SystemOut")
  void verifiersShareTheWorkAndNothingIsLostTwiceOrOutOfOrder() throws Exception {
    Path plot = home.resolve("scaling.svg");

    LauncherCommand.Result result =
        new LauncherCommand(home)
            .run(
                "bench",
                "verifier-scaling",
                "--seconds",
                "3",
                "--rounds",
                "1",
                "--warm-up",
                "3",
                "--load",
                "50",
                "--plot",
                plot.toString(),
                "--json");

    System.out.println(result.output());
    JsonNode report = result.succeeded().json();
    assertThat(report.path("core").path("ratio").asDouble()).isPositive();
    JsonNode scaling = report.path("share").path("scaling");
    assertThat(scaling.findValues("rate")).hasSizeGreaterThan(1).allMatch(rate -> rate.asInt() > 0);
    JsonNode changes = report.path("changes");
    assertThat(changes.path("submitted").asInt()).isGreaterThan(1_000);
    assertThat(changes.path("final")).isEqualTo(changes.path("submitted"));
    for (String count :
        List.of("lost", "unverified", "twiceInMempool", "twiceFinal", "outOfOrder")) {
      assertThat(changes.path(count).asInt(-1)).as(count).isZero();
    }
    assertThat(changes.path("steps")).hasSize(6);
    assertThat(plot).content().contains("<svg", "times one", "killed");
    assertThat(home.resolve("devnets")).isEmptyDirectory();
  }
}
