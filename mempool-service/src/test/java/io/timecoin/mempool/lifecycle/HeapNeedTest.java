package io.timecoin.mempool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapNeedTest {
  private static final HeapNeed DEVNET = new HeapNeed(384L << 20);

  @Test
  void aSetThatTakesHalfOfTheHeapIsNoReasonToWarn() {
    assertThat(DEVNET.warning(0)).isEmpty();
    assertThat(DEVNET.warning(2_000_000)).isEmpty();
  }

  @Test
  void aLargerOneIsToldWithWhatItTakes() {
    assertThat(DEVNET.warning(5_000_000))
        .contains(
            "The UTXO set of 5000000 outputs takes about 477 MiB of a heap of 384 MiB:"
                + " give the JVM more by -Xmx");
    assertThat(DEVNET.warning(Long.MAX_VALUE)).isPresent();
  }
}
