package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bench route} in short and slow: that it measures every part, draws, and cleans up; and
 * that no payment is lost or there twice, also in a flood. Its figures are worth something on a
 * quiet machine only, which this need not be.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class RouteBenchE2E {
  /** Kept when the test fails: the logs are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path home;

  @Test
  @SuppressWarnings("SystemOut")
  void everyPartIsMeasuredAndNoPaymentIsLost() throws Exception {
    Path plot = home.resolve("route.svg");

    LauncherCommand.Result result =
        new LauncherCommand(home)
            .run(
                "bench",
                "route",
                "--parts",
                "maximum,shares,flood,growth",
                "--rate",
                "200",
                "--seconds",
                "10",
                "--share-seconds",
                "4",
                "--flood-seconds",
                "5",
                "--warm-up",
                "5",
                "--pairs",
                "2000",
                "--growth-utxos",
                "0",
                "--growth-masternodes",
                "0",
                "--growth-verifiers",
                "0",
                "--plot",
                plot.toString(),
                "--json");

    System.out.println(result.output());
    JsonNode report = result.succeeded().json();
    assertThat(report.path("lost").asInt(-1)).isZero();
    JsonNode hold = report.path("holds").path(0);
    assertThat(hold.path("final").asInt()).isEqualTo(2_000);
    assertThat(hold.path("inLedger").asInt()).isEqualTo(2_000);
    assertThat(report.path("cpuMicrosPerPayment").path("ledger-service").asDouble()).isPositive();
    assertThat(report.path("cpuMicrosPerPayment").path("postgresql").asDouble()).isPositive();
    assertThat(report.path("shares")).hasSize(3);
    assertThat(report.path("flood").path("acknowledged").asInt()).isPositive();
    assertThat(report.path("flood").path("twice").asInt(-1)).isZero();
    assertThat(plot).content().contains("<svg", "payments offered per second");
    assertThat(home.resolve("devnets")).isEmptyDirectory();
  }
}
