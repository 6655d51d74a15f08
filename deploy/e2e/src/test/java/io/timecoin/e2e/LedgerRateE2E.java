package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench ledger} in short: that it replays, measures and cleans up. */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class LedgerRateE2E {
  /** Kept when the test fails: the logs are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path home;

  @Test
  @SuppressWarnings("SystemOut")
  void theLedgerWritesAllOfARecordedChain() throws Exception {
    LauncherCommand.Result result =
        new LauncherCommand(home).run("bench", "ledger", "--payments", "10000", "--json");

    System.out.println(result.output());
    JsonNode report = result.succeeded().json();
    assertThat(report.path("inserted").asDouble()).isPositive();
    for (JsonNode rate : List.of(report.path("alone"), report.path("publishing"))) {
      assertThat(rate.path("perSecond").asDouble()).isPositive();
      assertThat(rate.path("micros").path("ledger").asDouble()).isPositive();
      assertThat(rate.path("micros").path("postgresql").asDouble()).isPositive();
    }
    assertThat(home.resolve("devnets")).isEmptyDirectory();
  }
}
