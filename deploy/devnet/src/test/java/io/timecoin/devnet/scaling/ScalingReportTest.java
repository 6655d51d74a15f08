package io.timecoin.devnet.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScalingReportTest {

  @Test
  void scriptsFindEveryFigureUnderItsName() throws Exception {
    JsonNode json =
        json(Results.report(Results.core(), Results.share(), Results.changes(0, 0, 0, 0)));

    assertThat(json.path("cpu").textValue()).isEqualTo("Some CPU");
    assertThat(json.path("core").path("ratio").doubleValue()).isEqualTo(0.8);
    JsonNode four = json.path("share").path("scaling").path(2);
    assertThat(four.path("instances").intValue()).isEqualTo(4);
    assertThat(four.path("rate").intValue()).isEqualTo(38_000);
    assertThat(four.path("ratioToOne").doubleValue()).isEqualTo(3.8);
    assertThat(four.path("cpuMicrosPerSignature").doubleValue()).isEqualTo(13.16);
    JsonNode changes = json.path("changes");
    for (String count :
        List.of("lost", "unverified", "twiceInMempool", "twiceFinal", "outOfOrder")) {
      assertThat(changes.path(count).isIntegralNumber()).as(count).isTrue();
    }
    assertThat(changes.path("steps").path(1).path("pauseMillis").intValue()).isEqualTo(7_012);
  }

  @Test
  void whatWasNotMeasuredIsNotThere() throws Exception {
    ScalingReport report = Results.report(null, Results.share(), null);

    assertThat(json(report).has("core")).isFalse();
    assertThat(json(report).has("changes")).isFalse();
    assertThat(report.asText()).doesNotContain("through Kafka").doesNotContain("come and go");
    assertThat(report.isClean()).isTrue();
  }

  @Test
  void aPersonReadsTheFiguresBesideWhatIsWanted() {
    String text =
        Results.report(Results.core(), Results.share(), Results.changes(3, 0, 0, 0)).asText();

    assertThat(text)
        .contains("0.80 (wanted: at least 0.70)")
        .contains("38,000")
        .contains("lost 3")
        .contains("4 to 1, killed")
        .contains("7,012 ms");
  }

  @Test
  void aLossIsTold() {
    assertThat(Results.report(null, null, Results.changes(1, 0, 0, 0)).isClean()).isFalse();
  }

  private static JsonNode json(ScalingReport report) throws Exception {
    return new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(report));
  }
}
