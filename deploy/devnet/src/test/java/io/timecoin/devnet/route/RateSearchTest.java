package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

final class RateSearchTest {

  @Test
  void findsTheHighestRateThatIsHeld() {
    assertThat(search(500, 20_000, rate -> rate <= 3_210)).isBetween(3_040, 3_210);
  }

  @Test
  void goesDownWhenTheFirstRateIsTooMuch() {
    assertThat(search(5_000, 20_000, rate -> rate <= 320)).isBetween(303, 320);
  }

  @Test
  void neverExceedsTheCeiling() {
    assertThat(search(500, 2_000, _ -> true)).isEqualTo(2_000);
  }

  @Test
  void endsWhenNoRateIsHeld() {
    assertThat(search(500, 2_000, _ -> false)).isZero();
  }

  @Test
  void aRateThatWasNotHeldOnceIsTriedAgain() {
    var search = new RateSearch(1_000, 20_000, 0.05);

    search.tried(false);

    assertThat(search.next()).hasValue(1_000);
    search.tried(true);
    assertThat(search.held()).isEqualTo(1_000);
    assertThat(search.next()).hasValue(1_400);
  }

  @Test
  void noRateIsTriedMoreThanTwice() {
    var tried = new ArrayList<Integer>();
    search(
        500,
        20_000,
        rate -> {
          tried.add(rate);
          return rate <= 3_210;
        });

    assertThat(tried)
        .allSatisfy(rate -> assertThat(tried.stream().filter(rate::equals).count()).isLessThan(3));
  }

  private static int search(int first, int ceiling, IntPredicate isHeld) {
    var search = new RateSearch(first, ceiling, 0.05);
    List<Integer> tried = new ArrayList<>();
    for (OptionalInt rate = search.next(); rate.isPresent(); rate = search.next()) {
      tried.add(rate.getAsInt());
      assertThat(tried).hasSizeLessThan(100);
      search.tried(isHeld.test(rate.getAsInt()));
    }
    return search.held();
  }
}
