package io.timecoin.devnet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** All candidates that this machine has are measured, and their verdicts are right. */
final class VerifyRunTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void everyCandidateHasItsTurns() {
    VerifyReport report = new VerifyRun(SHORT).measure("this", 3, SHORT, SHORT);

    assertThat(report.candidates())
        .extracting(VerifyReport.Row::name)
        .contains("BouncyCastle", "ours, single", "ours, scalar batch");
    assertThat(report.candidates()).extracting(VerifyReport.Row::batch).contains(1, 16, 64, 256);
    assertThat(report.candidates()).allMatch(row -> row.verifiesPerSecond() > 0);
    // The Java runtime of the tests is started without the Vector API.
    assertThat(report.absent()).anyMatch(line -> line.startsWith("ours, vector"));
  }
}
