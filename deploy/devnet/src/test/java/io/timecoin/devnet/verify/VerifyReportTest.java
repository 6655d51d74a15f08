package io.timecoin.devnet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the report says of measurements. */
final class VerifyReportTest {
  private static final String CPU = "a processor";

  @Test
  void figuresAreMediansAndRatiosOfMedians() {
    Measurement sodium = measurement(VerifyReport.LIBSODIUM, 1, 1);
    sodium.add(1_000, 1_000_000_000, 0);
    sodium.add(3_000, 1_000_000_000, 3_000);
    sodium.add(200, 100_000_000, 600);
    Measurement ours = measurement("ours", 256, 32);
    ours.add(10_000, 1_000_000_000, 500_000);

    VerifyReport report = VerifyReport.of(CPU, List.of(sodium, ours), List.of("another"));

    assertThat(report.candidates())
        .containsExactly(
            new VerifyReport.Row(VerifyReport.LIBSODIUM, 1, 1, 2_000, 1.0, 1),
            new VerifyReport.Row("ours", 256, 32, 10_000, 5.0, 50));
    assertThat(report.asText()).contains(CPU, "10,000", "5.00", "absent: another");
  }

  @Test
  void withoutLibsodiumThereAreNoRatios() {
    Measurement ours = measurement("ours", 256, 32);
    ours.add(10_000, 1_000_000_000, 500_000);

    VerifyReport report = VerifyReport.of(CPU, List.of(ours), List.of());

    assertThat(report.candidates().getFirst().ratioToLibsodium()).isNull();
    assertThat(report.asText()).contains("10,000");
  }

  @Test
  void jsonHasTheKeysThatArePromised() throws JsonProcessingException {
    Measurement ours = measurement("ours", 256, 32);
    ours.add(10_000, 1_000_000_000, 500_000);
    ObjectMapper json = new ObjectMapper();

    JsonNode report =
        json.readTree(
            json.writeValueAsString(VerifyReport.of(CPU, List.of(ours), List.of("another"))));

    assertThat(report.get("cpu").textValue()).isEqualTo(CPU);
    assertThat(report.get("absent").get(0).textValue()).isEqualTo("another");
    assertThat(report.get("candidates").get(0).properties())
        .extracting(entry -> entry.getKey())
        .containsExactly(
            "name", "batch", "keys", "verifiesPerSecond", "ratioToLibsodium", "bytesPerVerify");
  }

  private static Measurement measurement(String name, int batch, int keys) {
    return new Measurement(new Candidate(name, batch, keys, () -> 1), 3);
  }
}
