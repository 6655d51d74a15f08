package io.timecoin.consensus.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FirstOffsetsTest {
  private static final long LIMIT = Long.MAX_VALUE;

  private final FirstOffsets offsets = new FirstOffsets();

  @Test
  void whatTheLedgerHoldsMayGo() {
    offsets.add(1, 10);
    offsets.add(1, 11);
    offsets.add(2, 12);

    assertThat(offsets.deletableBelow(LIMIT, 0)).isEqualTo(10);
    assertThat(offsets.deletableBelow(LIMIT, 1)).isEqualTo(12);
    assertThat(offsets.deletableBelow(5, 1)).isEqualTo(5);
    assertThat(offsets.deletableBelow(LIMIT, 2)).isEqualTo(LIMIT);
  }

  @Test
  void aLedgerThatIsAwayForLongCostsBoundedMemoryAndNoMessage() {
    long sequences = 3L * FirstOffsets.CAPACITY;
    for (long sequence = 1; sequence <= sequences; sequence++) {
      offsets.add(sequence, 10 * sequence);
    }

    assertThat(offsets.size()).isLessThanOrEqualTo(FirstOffsets.CAPACITY);
    for (long ledger = 0; ledger < sequences; ledger += 997) {
      assertThat(offsets.deletableBelow(LIMIT, ledger)).isLessThanOrEqualTo(10 * (ledger + 1));
    }
    assertThat(offsets.deletableBelow(LIMIT, sequences)).isEqualTo(LIMIT);
  }
}
