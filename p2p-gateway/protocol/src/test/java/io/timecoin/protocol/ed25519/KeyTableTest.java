package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Equal keys get equal numbers. */
class KeyTableTest {
  private static final int CAPACITY = 256;

  private final Random random = new Random(32);
  private final KeyTable table = new KeyTable(CAPACITY);

  @Test
  void keysAreNumberedInOrderOfAppearance() {
    byte[] keys = new byte[CAPACITY * 32];
    random.nextBytes(keys);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < CAPACITY; i++) {
        assertThat(table.indexOf(keys, i * 32)).isEqualTo(i);
        assertThat(table.indexOf(keys, (i / 2) * 32)).isEqualTo(i / 2);
      }
      assertThat(table.size()).isEqualTo(CAPACITY);
      assertThat(table.encoded()).isEqualTo(keys);
      table.clear();
      assertThat(table.size()).isZero();
    }
  }

  @Test
  void keysThatCollideAreToldApart() {
    byte[] keys = new byte[CAPACITY * 32];
    for (int i = 0; i < CAPACITY; i++) {
      keys[(i * 32) + 31] = (byte) i;
    }
    for (int i = 0; i < CAPACITY; i++) {
      assertThat(table.indexOf(keys, i * 32)).isEqualTo(i);
    }
    for (int i = CAPACITY - 1; i >= 0; i--) {
      assertThat(table.indexOf(Arrays.copyOfRange(keys, i * 32, (i + 1) * 32), 0)).isEqualTo(i);
    }
  }
}
