package io.timecoin.consensus.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** What scripts read from {@code bench simulate --json}. */
class SimulatedSeedsTest {

  @Test
  void seedsThatHoldAreReportedByTheirNumbers() {
    assertThat(output(true))
        .matches(
            "\\{\"seeds\":2,\"failed\":\\[\\],\"decisions\":[1-9]\\d*,\"events\":[1-9]\\d*\\}\\R");
    assertThat(output(false)).startsWith("2 seeds, 0 failed, ");
  }

  private static String output(boolean json) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new PrintStream(bytes, true, UTF_8)) {
      assertThat(new SimulatedSeeds(7, 2, false).run(json, out, out)).isTrue();
    }
    return bytes.toString(UTF_8);
  }
}
