package io.timecoin.protocol.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransactionPropertyTest {
  private static final int RUNS = 20_000;

  /** Objects and copies per byte of input, generously; a trusted count would need gigabytes. */
  private static final long ALLOCATION_PER_BYTE = 64;

  private static final long ALLOCATION_BASE = 64 * 1024;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Loads every class that decoding needs: what that allocates depends on the tests' order. */
  @BeforeAll
  static void loadClasses() {
    var random = new Random(3);
    for (int run = 0; run < 1_000; run++) {
      try {
        var unused = Transaction.decode(mutate(transaction(random).encode(), random));
      } catch (DecodeException e) {
        assertThat(e).isNotNull();
      }
    }
  }

  @Test
  void everyTransactionComesBackFromItsBytes() throws DecodeException {
    var random = new Random(4);
    for (int run = 0; run < RUNS; run++) {
      var transaction = transaction(random);
      byte[] bytes = transaction.encode();

      var decoded = Transaction.decode(bytes);

      assertThat(decoded.encode()).isEqualTo(bytes);
      assertThat(decoded.wtxid()).isEqualTo(Sha256.hash(bytes)).isEqualTo(transaction.wtxid());
      assertThat(decoded.txid()).isEqualTo(transaction.txid());
      assertThat(decoded.inputs()).isEqualTo(transaction.inputs());
      assertThat(decoded.outputs()).isEqualTo(transaction.outputs());
      assertThat(decoded.size()).isEqualTo(bytes.length);
    }
  }

  @Test
  void mutatedBytesGiveTheirOwnValueOrTheOneError() {
    var random = new Random(5);
    int decoded = 0;
    for (int run = 0; run < RUNS; run++) {
      byte[] bytes = mutate(transaction(random).encode(), random);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        var transaction = Transaction.decode(bytes);
        assertThat(transaction.encode()).isEqualTo(bytes);
        decoded++;
      } catch (DecodeException e) {
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
            .isLessThan(ALLOCATION_BASE + ALLOCATION_PER_BYTE * bytes.length);
      }
    }
    assertThat(decoded).isBetween(RUNS / 20, RUNS - RUNS / 20);
  }

  @Test
  void aCountIsNotBelieved() {
    for (long count : new long[] {2, 1_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1, 1L << 32}) {
      byte[] bytes = new CanonicalWriter().u32(1).u64(count).fixed(new byte[90]).toByteArray();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        Transaction.decode(bytes);
        throw new AssertionError("a count of " + count + " was believed");
      } catch (DecodeException e) {
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATION_BASE);
      }
    }
  }

  private static Transaction transaction(Random random) {
    return new Transaction(
        random.nextInt(4) == 0 ? random.nextInt() : 1,
        Stream.generate(() -> input(random)).limit(random.nextInt(4)).toList(),
        Stream.generate(() -> output(random)).limit(random.nextInt(4)).toList(),
        random.nextInt(),
        random.nextLong());
  }

  private static Input input(Random random) {
    var outpoint = new OutPoint(Hash256.of(bytes(random, 32)), random.nextInt());
    int size = random.nextBoolean() ? ScriptSig.SIZE : random.nextInt(20);
    return new Input(outpoint, ByteString.of(bytes(random, size)), random.nextInt());
  }

  private static Output output(Random random) {
    return new Output(random.nextLong(), ByteString.of(bytes(random, random.nextInt(60))));
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    byte[] mutated = bytes;
    for (int change = 1 + random.nextInt(3); change > 0; change--) {
      int place = random.nextInt(mutated.length);
      switch (random.nextInt(5)) {
        case 0 -> mutated[place] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutated[place] = (byte) random.nextInt();
        case 2 -> mutated = Arrays.copyOf(mutated, 1 + random.nextInt(mutated.length));
        case 3 -> mutated = Arrays.copyOf(mutated, mutated.length + random.nextInt(9));
        default -> Arrays.fill(mutated, place, Math.min(place + 8, mutated.length), (byte) -1);
      }
    }
    return mutated;
  }
}
