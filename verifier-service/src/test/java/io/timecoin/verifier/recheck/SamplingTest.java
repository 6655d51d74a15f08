package io.timecoin.verifier.recheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
  private static final int MANY = 1_000_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.3, 0.99})
  void choosesTheShare(double share) {
    var sampling = new Sampling(share, new Random(1));

    long chosen = chosen(sampling, MANY).size();

    // Five standard deviations of a binomial distribution.
    assertThat(chosen)
        .isCloseTo(
            (long) (share * MANY), within((long) (5 * Math.sqrt(MANY * share * (1 - share)))));
  }

  @Test
  void choosesEachWithTheSameProbabilityWhereverItStands() {
    int[] atPlace = new int[10];
    var random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      chosen(new Sampling(0.1, random), atPlace.length).forEach(place -> atPlace[place]++);
    }

    for (int count : atPlace) {
      assertThat(count).isCloseTo(2_000, within(220));
    }
  }

  @Test
  void choosesAllOrNoneAtTheEnds() {
    assertThat(chosen(new Sampling(1, new Random(1)), 1_000)).hasSize(1_000);
    assertThat(chosen(new Sampling(0, new Random(1)), 1_000)).isEmpty();
  }

  @Test
  void drawsNothingForWhatItLetsPass() {
    int[] draws = new int[1];
    RandomGenerator counting =
        () -> {
          draws[0]++;
          return 1L << 62;
        };
    var sampling = new Sampling(0.01, counting);

    int chosen = chosen(sampling, 10_000).size();

    assertThat(chosen).isPositive();
    assertThat(draws[0]).isEqualTo(chosen + 1);
  }

  @Test
  void theSmallestShareIsNotNone() {
    var sampling = new Sampling(Double.MIN_VALUE, () -> 0L);

    assertThat(sampling.choosesNext()).as("drawn with the smallest number there is").isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoShare(double share) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(share, new Random(1)));
  }

  private static List<Integer> chosen(Sampling sampling, int of) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      if (sampling.choosesNext()) {
        chosen.add(i);
      }
    }
    return chosen;
  }
}
