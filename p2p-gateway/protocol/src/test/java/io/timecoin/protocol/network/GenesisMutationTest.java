package io.timecoin.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.testing.TestChain;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A damaged document is refused by a named error, or is another network; never anything else. */
class GenesisMutationTest {
  private final GenesisDocument good = TestChain.ofMembers(3).genesis();
  private final byte[] bytes = good.encode();

  @Test
  void everyFlippedBitIsFoundOrMakesAnotherNetwork() {
    int refused = 0;
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      refused += refusedOrOther(flipped);
    }
    // Amounts, times, names and end points may be others; keys and structure may not.
    assertThat(refused).isGreaterThan(bytes.length * 8 / 2);
  }

  @Test
  void everyTruncationIsRefused() {
    for (int length = 0; length < bytes.length; length++) {
      assertThat(refusedOrOther(Arrays.copyOf(bytes, length))).as("%d bytes", length).isOne();
    }
  }

  @Test
  void whateverFollowsIsRefused() {
    for (int more = 1; more < 100; more++) {
      assertThat(refusedOrOther(Arrays.copyOf(bytes, bytes.length + more))).isOne();
    }
  }

  @Test
  void manyWrongBytesAreFoundOrMakeAnotherNetwork() {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = bytes.clone();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      if (!Arrays.equals(mutated, bytes)) {
        int unused = refusedOrOther(mutated);
      }
    }
  }

  /** 1 if it is refused; 0 if it is a sound document with another hash. */
  private int refusedOrOther(byte[] mutated) {
    try {
      assertThat(GenesisDocument.decode(mutated).hash()).isNotEqualTo(good.hash());
      return 0;
    } catch (GenesisException e) {
      assertThat(e.getMessage()).isNotBlank().hasLineCount(1);
      return 1;
    }
  }
}
