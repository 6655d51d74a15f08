package io.timecoin.devnet.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.scaling.ChangesResult.Change;
import io.timecoin.devnet.scaling.ChangesResult.Longest;
import io.timecoin.devnet.scaling.RouteTrace.Wait;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangesResultTest {
  private static final long ORIGIN = 1_800_000_000_000L;

  @Test
  void aPauseIsTheLongestWaitThatEndedAfterTheChangeAndBeforeTheNext() {
    List<Wait> waits =
        List.of(
            waited(1_000, 20),
            waited(4_990, 700),
            waited(6_000, 300),
            waited(9_900, 4_000),
            waited(10_000, 3_000));

    assertThat(ChangesResult.changes(List.of(step(5_000), step(10_000)), waits, ORIGIN))
        .containsExactly(
            new Change(5, 1, 2, "started", 700), new Change(10, 1, 2, "started", 4_000));
  }

  @Test
  void whereNothingWaitedThereWasNoPause() {
    assertThat(ChangesResult.changes(List.of(step(5_000)), List.of(waited(1_000, 20)), ORIGIN))
        .containsExactly(new Change(5, 1, 2, "started", 0));
  }

  @Test
  void everyHalfSecondHasItsLongestWait() {
    List<Wait> waits =
        List.of(waited(0, 5), waited(499, 9), waited(500, 3), waited(1_700, 40), waited(1_800, 4));

    assertThat(ChangesResult.longest(waits, ORIGIN))
        .containsExactly(new Longest(0, 9), new Longest(0.5, 3), new Longest(1.5, 40));
  }

  @Test
  void onlyWhatIsWholeAndOnceAndInOrderIsClean() {
    assertThat(Results.changes(0, 0, 0, 0).isClean()).isTrue();
    assertThat(Results.changes(1, 0, 0, 0).isClean()).isFalse();
    assertThat(Results.changes(0, 1, 0, 0).isClean()).isFalse();
    assertThat(Results.changes(0, 0, 1, 0).isClean()).isFalse();
    assertThat(Results.changes(0, 0, 0, 1).isClean()).isFalse();
  }

  private static Wait waited(long arrived, long millis) {
    return new Wait(ORIGIN + arrived, millis);
  }

  private static Step step(long start) {
    return new Step(1, 2, "started", ORIGIN + start);
  }
}
