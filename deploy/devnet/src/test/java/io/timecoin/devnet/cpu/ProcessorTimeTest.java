package io.timecoin.devnet.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessorTimeTest {
  /** Linux gives none above 4,194,304. */
  private static final long NOBODY = 5_000_000;

  @Test
  void endedChildrenAreReadBehindAnyName() {
    String stat = "42 (post) gres (x)) S 1 42 42 0 -1 4194560 1 2 3 4 500 600 70 8 20 0 1 0 9 1 2";

    assertThat(ProcessorTime.endedChildrenNanos(stat)).isEqualTo(780_000_000L);
  }

  @Test
  void aProcessThatDoesNotExistHasNotRun() {
    assertThat(new ProcessorTime().ofFamily(NOBODY)).isZero();
  }
}
