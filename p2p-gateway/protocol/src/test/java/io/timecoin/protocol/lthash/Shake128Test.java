package io.timecoin.protocol.lthash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;

/** Against Bouncy Castle's: every length around the block's, and others. */
class Shake128Test {
  private static final int BITS = 128;

  private final Random random = new Random(7);
  private final Shake128 shake = new Shake128();

  @Test
  void givesWhatBouncyCastleGives() {
    for (int length = 0; length <= 700; length++) {
      assertSame(length, 256);
    }
    for (int words = 0; words < 70; words++) {
      assertSame(random.nextInt(2_000), words);
    }
  }

  private void assertSame(int length, int words) {
    byte[] message = new byte[length];
    random.nextBytes(message);
    long[] output = new long[words];
    shake.hash(message, output);

    byte[] expected = new byte[words * Long.BYTES];
    var digest = new SHAKEDigest(BITS);
    digest.update(message, 0, length);
    digest.doFinal(expected, 0, expected.length);
    ByteBuffer given = ByteBuffer.allocate(expected.length).order(ByteOrder.LITTLE_ENDIAN);
    given.asLongBuffer().put(output);
    assertThat(given.array()).as("%d bytes to %d words", length, words).isEqualTo(expected);
  }
}
