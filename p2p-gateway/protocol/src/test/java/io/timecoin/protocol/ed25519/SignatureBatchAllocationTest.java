package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A batch makes next to no garbage once the runtime has compiled its code. For the lanes this also
 * tells that they are compiled as meant: in interpreted code, and where C2 did not inline, every
 * vector is an object, which makes kilobytes for each product.
 */
@ParameterizedClass
@EnumSource
class SignatureBatchAllocationTest {
  private static final int SIZE = 64;
  private static final int MOST_BATCHES = 3_000;
  private static final long MOST_BYTES_PER_SIGNATURE = 100;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<SignedMessage> good = new BatchCases(5).good(SIZE, SIZE);
  private final byte[][] keys = new byte[SIZE][];
  private final byte[][] signatures = new byte[SIZE][];
  private final byte[][] messages = new byte[SIZE][];
  private final SignatureBatch batch;

  SignatureBatchAllocationTest(Engine engine) {
    batch = engine.newBatch(new Random(5));
    for (int i = 0; i < SIZE; i++) {
      keys[i] = good.get(i).publicKey();
      signatures[i] = good.get(i).signature();
      messages[i] = good.get(i).message();
    }
  }

  @Test
  void compiledBatchesOfGoodSignaturesMakeNextToNoGarbage() {
    assertLittleGarbage(0);
  }

  @Test
  void compiledBatchesWithAllSignaturesBadMakeNextToNoGarbage() {
    assertLittleGarbage(1);
  }

  private void assertLittleGarbage(int shift) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_BATCHES && least > MOST_BYTES_PER_SIGNATURE; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      int bad = verify(shift);
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / SIZE);
      assertThat(bad).isEqualTo(shift == 0 ? 0 : SIZE);
    }
    assertThat(least).as("bytes per signature").isLessThanOrEqualTo(MOST_BYTES_PER_SIGNATURE);
  }

  /** Each message is given the signature of the one {@code shift} further on. */
  private int verify(int shift) {
    for (int i = 0; i < SIZE; i++) {
      byte[] message = messages[i];
      batch.add(keys[i], 0, signatures[(i + shift) % SIZE], 0, message, 0, message.length);
    }
    return batch.verify().cardinality();
  }
}
