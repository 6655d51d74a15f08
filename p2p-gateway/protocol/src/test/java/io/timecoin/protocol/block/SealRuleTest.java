package io.timecoin.protocol.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SealRuleTest {
  private static final long GENESIS = 1_764_547_200;
  private final SealRule rule = new SealRule(GENESIS, 20);

  @Test
  void aSlotsEndAsksForASeal() {
    assertThat(rule.sealTimestamp(GENESIS, millis(19_999))).isEmpty();
    assertThat(rule.sealTimestamp(GENESIS, millis(20_000))).hasValue(GENESIS + 20);
    assertThat(rule.sealTimestamp(GENESIS, millis(39_999))).hasValue(GENESIS + 20);
  }

  @Test
  void slotsInWhichNoneCouldDecideAreSkipped() {
    assertThat(rule.sealTimestamp(GENESIS, millis(41_001))).hasValue(GENESIS + 40);
    assertThat(rule.sealTimestamp(GENESIS + 20, millis(1_000_000))).hasValue(GENESIS + 1_000);
  }

  @Test
  void aSealedSlotAsksForNoMore() {
    assertThat(rule.sealTimestamp(GENESIS + 40, millis(41_001))).isEmpty();
    assertThat(rule.sealTimestamp(GENESIS + 40, millis(59_999))).isEmpty();
    assertThat(rule.sealTimestamp(GENESIS + 40, millis(60_000))).hasValue(GENESIS + 60);
  }

  @Test
  void timesBeforeGenesisAskForNone() {
    assertThat(rule.sealTimestamp(GENESIS, 0)).isEmpty();
    assertThat(rule.sealTimestamp(GENESIS, -1)).isEmpty();
    assertThat(rule.sealTimestamp(GENESIS, Long.MIN_VALUE)).isEmpty();
  }

  @Test
  void theFarthestTimeStillHasASlotEnd() {
    long seconds = Long.MAX_VALUE / 1000;
    assertThat(rule.sealTimestamp(GENESIS, Long.MAX_VALUE).getAsLong())
        .isBetween(seconds - 19, seconds);
  }

  @Test
  void aSealIsDueExactlyWhenItsMillisecondHasCome() {
    var random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      int interval = random.nextInt(1, 700);
      var any = new SealRule(GENESIS, interval);
      long lastSeal = GENESIS + (long) interval * random.nextInt(1_000);
      long due = any.nextDueMillis(lastSeal);
      assertThat(any.sealTimestamp(lastSeal, due)).hasValue(lastSeal + interval);
      assertThat(any.sealTimestamp(lastSeal, due - 1)).isEmpty();
    }
  }

  @Test
  void aSlotLastsASecondAtLeast() {
    assertThatThrownBy(() -> new SealRule(GENESIS, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static long millis(long afterGenesis) {
    return 1000 * GENESIS + afterGenesis;
  }
}
