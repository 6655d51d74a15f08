package io.timecoin.ledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.MemoryLedger;
import io.timecoin.protocol.testing.TestChain;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroblockBatchesTest {
  // 2, 2, 2, 0, 2, 1 payments.
  private final List<StreamedMicroblock> microblocks =
      BusyChain.grown(TestChain.ofMembers(1), 6).microblocks().stream()
          .map(MemoryLedger::streamed)
          .toList();

  @Test
  void aBatchHoldsAtMostSoManyPayments() {
    assertThat(MicroblockBatches.of(microblocks, 4))
        .extracting(List::size)
        .containsExactly(2, 3, 1);
  }

  @Test
  void aMicroblockThatIsLargerThanABatchGoesAlone() {
    assertThat(MicroblockBatches.of(microblocks, 1))
        .extracting(List::size)
        .containsExactly(1, 1, 1, 1, 1, 1);
  }

  @Test
  void nothingIsLostOrMoved() {
    assertThat(MicroblockBatches.of(microblocks, 3).stream().flatMap(List::stream))
        .containsExactlyElementsOf(microblocks);
  }
}
