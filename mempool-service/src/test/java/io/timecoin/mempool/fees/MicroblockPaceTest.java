package io.timecoin.mempool.fees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How long microblocks took, as this node saw it. */
class MicroblockPaceTest {
  private final MicroblockPace pace = new MicroblockPace();
  private long now = 1_000_000;

  /** One that was begun when the first of its transactions came, or after the one before. */
  private void microblock(long waitedMillis, long laterMillis, int transactions) {
    now += laterMillis;
    pace.finalised(OptionalLong.of(now - waitedMillis), transactions, 300L * transactions, now);
  }

  @Test
  void tooFewTellNothing() {
    for (int i = 0; i < 4; i++) {
      microblock(50, 1_000, 1);
    }
    assertThat(pace.pace()).isEmpty();
    microblock(50, 1_000, 1);
    assertThat(pace.pace()).contains(new Pace(50, 1, 300, 50));
  }

  @Test
  void timeWithoutAnythingToDecideDoesNotCountNorDoesTheTimeOfTheOneBefore() {
    for (int i = 0; i < 10; i++) {
      microblock(70, 60_000, 1);
    }
    assertThat(pace.pace().map(Pace::slowMillis)).contains(70L);
    for (int i = 0; i < 1_000; i++) {
      // Its transactions have waited through many microblocks.
      microblock(5_000, 200, 500);
    }
    assertThat(pace.pace()).contains(new Pace(200, 100 * 500, 100 * 500 * 300, 100 * 200));
  }

  @Test
  void whatThisNodeDidNotHaveIsNotMeasuredAndMovesTheBeginningOfTheNext() {
    for (int i = 0; i < 10; i++) {
      now += 1_000;
      pace.finalised(OptionalLong.empty(), 100, 30_000, now);
    }
    assertThat(pace.pace()).isEmpty();
    assertThat(pace.lastFinalMillis()).isEqualTo(now);
    for (int i = 0; i < 5; i++) {
      now += 500;
      pace.finalised(OptionalLong.empty(), 0, 0, now);
      microblock(10_000, 30, 1);
    }
    assertThat(pace.pace().map(Pace::slowMillis)).contains(30L);
  }

  @Test
  void theBusiestTenthSaysHowMuchIsCarriedAndNineOfTenHowLongOneTakes() {
    for (int i = 0; i < 18; i++) {
      microblock(50, 1_000, 1);
    }
    microblock(400, 1_000, 1_000);
    microblock(600, 1_000, 1_000);
    Optional<Pace> known = pace.pace();
    assertThat(known).contains(new Pace(50, 2_000, 600_000, 1_000));
    assertThat(known.orElseThrow().transactionsWithin(500)).isEqualTo(1_000);
    assertThat(known.orElseThrow().bytesWithin(500)).isEqualTo(300_000);
    assertThat(known.orElseThrow().bytesWithin(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }
}
