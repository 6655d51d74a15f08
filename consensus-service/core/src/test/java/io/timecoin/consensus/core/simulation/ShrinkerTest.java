package io.timecoin.consensus.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.PlantedMistake;
import io.timecoin.consensus.core.simulation.Violation.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A failing seed is told with what it drew, made smaller, with its trace. */
class ShrinkerTest {
  private static final Craft MISTAKEN = PlantedMistake.LEAVES_A_ROUND_ALONE;

  @Test
  void keepsTheBrokenPromiseAndDropsWhatItDoesNotNeed() {
    var failing = failing();
    var shrunk = new Shrinker(MISTAKEN, SignatureScheme.STAND_IN).shrink(failing.scenario());

    assertThat(shrunk.outcome().violation().orElseThrow().promise())
        .isEqualTo(Promise.NOBODY_LEAVES_ALONE);
    assertThat(size(shrunk.scenario())).isLessThan(size(failing.scenario()));
    assertThat(shrunk.outcome().trace()).isNotEmpty();
  }

  @Test
  void theReportNamesSeedParametersAndTrace() {
    var failing = failing();
    var report =
        new SimulationReport(1, List.of(SimulationReport.Failure.of(failing, failing)), 7, 1_234);

    assertThat(report.json())
        .startsWith("{\"seeds\":1,\"failed\":[{\"seed\":" + failing.scenario().seed())
        .endsWith("],\"decisions\":7,\"events\":1234}");
    assertThat(report.text(1.5)).contains("1 failed", "drawn   tiers", "NOBODY_LEAVES_ALONE");
  }

  private static Campaign.Result failing() {
    for (long seed = 1; ; seed++) {
      var scenario = ScenarioDraw.of(seed);
      var outcome = Simulation.run(scenario, MISTAKEN, SignatureScheme.STAND_IN, 10);
      if (outcome.violation().isPresent() && scenario.faults().size() > 1) {
        return new Campaign.Result(scenario, outcome);
      }
    }
  }

  private static int size(Scenario scenario) {
    return scenario.faults().size() + scenario.traitors().size() + scenario.payments();
  }
}
