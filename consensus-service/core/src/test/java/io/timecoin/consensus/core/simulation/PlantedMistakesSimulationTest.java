package io.timecoin.consensus.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.PlantedMistake;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator finds what it is for: each mistake within a stated number of seeds. */
class PlantedMistakesSimulationTest {
  /** Within how many seeds, from the first on, each mistake breaks a promise. */
  private static final Map<PlantedMistake, Integer> SEEDS = new LinkedHashMap<>();

  static {
    SEEDS.put(PlantedMistake.QUORUM_OF_EXACTLY_TWO_THIRDS, 20);
    SEEDS.put(PlantedMistake.QUORUM_OF_THE_VOTES_RECEIVED, 5);
    SEEDS.put(PlantedMistake.UNWEIGHTED_VOTES, 10);
    SEEDS.put(PlantedMistake.VOTES_FOR_ANOTHER_DIGEST_COUNT, 70);
    SEEDS.put(PlantedMistake.PREPARED_ROUND_UNSIGNED, 60);
    SEEDS.put(PlantedMistake.PREPARED_VALUE_FORGOTTEN, 25);
    SEEDS.put(PlantedMistake.NO_TIMER_WITHOUT_OWN_WORK, 40);
    SEEDS.put(PlantedMistake.LEAVES_A_ROUND_ALONE, 5);
    SEEDS.put(PlantedMistake.COMMITS_IN_A_ROUND_ALREADY_LEFT, 120);
    SEEDS.put(PlantedMistake.DUPLICATE_ROUND_CHANGES_COUNT, 100);
    SEEDS.put(PlantedMistake.ROUND_CHANGES_OF_ANOTHER_ROUND_COUNT, 400);
    SEEDS.put(PlantedMistake.PREPARED_CERTIFICATE_UNCHECKED, 20);
    SEEDS.put(PlantedMistake.CERTIFICATE_WITHOUT_BITMAP_CHECK, 20);
    SEEDS.put(PlantedMistake.OLD_COMMITTEE_AFTER_A_SEAL, 10);
    SEEDS.put(PlantedMistake.ROOT_OVER_TXIDS, 5);
    SEEDS.put(PlantedMistake.SPEAKS_BEFORE_DURABLE, 30);
    SEEDS.put(PlantedMistake.RESTARTS_WITHOUT_ITS_LOG, 35);
    SEEDS.put(PlantedMistake.LOST_LOG_UNNOTICED, 300);
    SEEDS.put(PlantedMistake.LOST_LOG_FORGOTTEN, 320);
    SEEDS.put(PlantedMistake.JUDGES_AGAINST_AN_OLD_STATE, 5);
    SEEDS.put(PlantedMistake.LATE_MESSAGES_UNANSWERED, 5);
    SEEDS.put(PlantedMistake.ANNOUNCES_NOTHING, 150);
  }

  @ParameterizedTest
  @EnumSource(PlantedMistake.class)
  void isCaught(PlantedMistake mistake) {
    int seeds = SEEDS.get(mistake);

    assertThat(
            LongStream.rangeClosed(1, seeds)
                .mapToObj(ScenarioDraw::of)
                .map(scenario -> run(scenario, mistake))
                .anyMatch(outcome -> outcome.violation().isPresent()))
        .as("%s within %d seeds", mistake, seeds)
        .isTrue();
  }

  @Test
  void thereAreAtLeastFifteenAndEachHasItsNumber() {
    assertThat(SEEDS.keySet())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(PlantedMistake.values()))
        .hasSizeGreaterThanOrEqualTo(15);
  }

  private static Outcome run(Scenario scenario, Craft craft) {
    return Simulation.run(scenario, craft, SignatureScheme.STAND_IN, 0);
  }
}
