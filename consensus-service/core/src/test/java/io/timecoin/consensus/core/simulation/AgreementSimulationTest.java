package io.timecoin.consensus.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.simulation.Scenario.Traitor;
import io.timecoin.consensus.core.simulation.Scenario.Weather;
import io.timecoin.protocol.committee.Tier;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that PROTOCOL §6 promises to survive, by seed. */
class AgreementSimulationTest {
  private static final int SEEDS = 500;
  private static final int TRACED = 100_000;

  @Test
  void noSeedBreaksAPromise() {
    var results = new Campaign(1, SEEDS, Craft.RIGHT, SignatureScheme.STAND_IN).run();

    assertThat(failures(results)).isEmpty();
    assertThat(results).hasSize(SEEDS);
    assertThat(results.stream().mapToLong(result -> result.outcome().decisions()).sum())
        .as("decisions")
        .isGreaterThan(5L * SEEDS);
  }

  @Test
  void realSignaturesBreakNoneEither() {
    assertThat(failures(new Campaign(1, 6, Craft.RIGHT, SignatureScheme.REAL).run())).isEmpty();
  }

  /** The same seeds as above, with Ed25519. */
  @Test
  @EnabledIfSystemProperty(named = "test.full", matches = "true")
  void allSeedsWithRealSignatures() {
    assertThat(failures(new Campaign(1, SEEDS, Craft.RIGHT, SignatureScheme.REAL).run())).isEmpty();
  }

  /** PROTOCOL §9: committees of up to 100 are tested here. */
  @Test
  void aCommitteeOfAHundredGoesOnWithManySilent() {
    var silent =
        IntStream.range(0, Boolean.getBoolean("test.full") ? 33 : 8)
            .mapToObj(i -> new Traitor(3 * i, List.of(Misdeed.Kind.SILENCE)))
            .toList();
    var scenario =
        new Scenario(
            1,
            Collections.nCopies(100, Tier.BRONZE),
            silent,
            Collections.nCopies(100 + Scenario.JOINERS, 0L),
            60,
            3,
            Weather.CALM,
            List.of(new Fault.Crash(500, 300, 1), new Fault.TakeOver(800, 2)),
            2_000,
            false);
    var outcome = Simulation.run(scenario, Craft.RIGHT, SignatureScheme.STAND_IN, 0);

    assertThat(outcome.violation()).isEmpty();
    assertThat(outcome.decisions()).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 12, 42, 77, 123, 200, 311})
  void aSeedGivesTheSameTraceAgain(long seed) {
    var first = run(seed);
    var second = run(seed);

    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(second.trace()).isEqualTo(first.trace()).hasSizeGreaterThan(100);
  }

  @Test
  void anotherSeedGivesAnotherTrace() {
    assertThat(run(2).fingerprint()).isNotEqualTo(run(3).fingerprint());
  }

  private static Outcome run(long seed) {
    return Simulation.run(ScenarioDraw.of(seed), Craft.RIGHT, SignatureScheme.STAND_IN, TRACED);
  }

  private static List<String> failures(List<Campaign.Result> results) {
    return results.stream()
        .filter(Campaign.Result::failed)
        .map(
            result ->
                "seed %d: %s"
                    .formatted(
                        result.scenario().seed(),
                        result.outcome().violation().orElseThrow().getMessage()))
        .toList();
  }
}
