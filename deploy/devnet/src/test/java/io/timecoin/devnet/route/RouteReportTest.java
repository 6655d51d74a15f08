package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.route.RouteReport.Parts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouteReportTest {

  @Test
  void scriptsFindWhatTheyRelyOn() {
    JsonNode json = new ObjectMapper().valueToTree(RouteResults.report(RouteResults.all(0)));

    assertThat(json.path("sustainedPerSecond").asDouble()).isEqualTo(3_000);
    assertThat(json.path("lost").asInt()).isZero();
    assertThat(json.path("finalityMillis").path("p99").asDouble()).isEqualTo(900);
    assertThat(json.path("cpuMicrosPerPayment").path("p2p-gateway").asDouble()).isEqualTo(101.5);
    assertThat(json.path("bottleneck").asText()).isEqualTo(Queue.POOL.title());
    assertThat(json.path("flood").path("requests").path("503").asInt()).isEqualTo(7_000);
    assertThat(json.path("search").path(0).path("final").isInt()).isTrue();
  }

  @Test
  void whatWasNotHeldIsNotSustained() {
    RouteReport report =
        RouteResults.report(
            new Parts(
                List.of(),
                List.of(RouteResults.step(4_000, false, 0)),
                List.of(),
                null,
                List.of(),
                true));

    assertThat(report.sustainedPerSecond()).isZero();
    assertThat(report.isClean()).isTrue();
    assertThat(report.asText()).contains("not held").contains(Queue.POOL.title());
  }

  @Test
  void oneLostPaymentOrDisagreementIsNotClean() {
    assertThat(RouteResults.report(RouteResults.all(0)).isClean()).isTrue();
    assertThat(RouteResults.report(RouteResults.all(1)).isClean()).isFalse();
    assertThat(RouteResults.report(RouteResults.all(1)).lost()).isEqualTo(1);
    Parts apart = new Parts(List.of(), List.of(), List.of(), null, List.of(), false);
    assertThat(RouteResults.report(apart).isClean()).isFalse();
    Parts flooded =
        new Parts(List.of(), List.of(), List.of(), RouteResults.flood(2), List.of(), true);
    assertThat(RouteResults.report(flooded).isClean()).isFalse();
  }

  @Test
  void aPersonReadsTheFiguresBesideWhatIsWanted() {
    assertThat(RouteResults.report(RouteResults.all(0)).asText())
        .contains("sustained 3,000 payments/s (wanted: 3,000), lost 0")
        .contains("p2p-gateway")
        .contains("0.85 of 3,000/s")
        .contains("masternodes on this machine")
        .contains("grows by the power 1.50");
  }

  @Test
  void aMempoolsStartIsToldWhereItWasMeasured() {
    GrowthPoint measured = RouteResults.growth().getFirst().withMempoolStart(12.34);
    GrowthPoint not = RouteResults.growth().getLast();
    RouteReport report =
        RouteResults.report(
            new Parts(List.of(), List.of(), List.of(), null, List.of(measured, not), true));

    assertThat(report.asText()).contains("mempool start").contains("12.3 s");
    JsonNode growth = new ObjectMapper().valueToTree(report).path("growth");
    assertThat(growth.path(0).path("mempoolStartSeconds").asDouble()).isEqualTo(12.3);
    assertThat(growth.path(1).has("mempoolStartSeconds")).isFalse();
  }

  @Test
  void growthIsJudgedByItsPower() {
    List<GrowthPoint> points = RouteResults.growth();

    assertThat(points.get(0).exponentTo(points.get(1))).isCloseTo(0.02, within(0.01));
    assertThat(points.get(2).exponentTo(points.get(3))).isCloseTo(1.5, within(0.01));
  }

  @Test
  void aRateIsHeldOnlyWhenNothingGrowsAndFinalityIsQuick() {
    assertThat(StepResult.isHeld(3_000, 3_000, 3_000, 1_900, 20)).isTrue();
    assertThat(StepResult.isHeld(3_000, 3_000, 3_000, 2_100, 20)).isFalse();
    assertThat(StepResult.isHeld(3_000, 2_800, 2_800, 1_900, 200)).isFalse();
    assertThat(StepResult.isHeld(3_000, 3_000, 2_000, 1_900, 20)).isFalse();
    // It came late into the window, and the ledger has all that was offered in it.
    assertThat(StepResult.isHeld(3_000, 3_300, 2_900, 1_900, 20)).isTrue();
    assertThat(StepResult.isHeld(3_000, 0, 0, 0, 0)).isFalse();
  }
}
