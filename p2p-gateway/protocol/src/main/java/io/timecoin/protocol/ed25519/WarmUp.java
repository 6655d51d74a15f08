package io.timecoin.protocol.ed25519;

import java.util.function.LongSupplier;

/**
 * Batches of generated signatures, verified so that the runtime compiles all of an engine's code.
 * One object per thread.
 */
final class WarmUp {
  private static final int SIZE = SignatureBatch.CAPACITY;
  private static final int MESSAGE_LENGTH = 68;

  private final byte[][] keys = new byte[SIZE][];
  private final byte[][] signatures = new byte[SIZE][];
  private final byte[] message = new byte[MESSAGE_LENGTH];
  private final byte[] otherMessage = new byte[MESSAGE_LENGTH];
  private final SignatureBatch batch;

  /** Signs for an engine. */
  WarmUp(BatchEngine engine) {
    batch = new SignatureBatch(() -> engine);
    otherMessage[0] = 1;
    byte[] seed = new byte[Ed25519KeyPair.SEED_LENGTH];
    for (int i = 0; i < SIZE; i++) {
      seed[0] = (byte) i;
      Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(seed);
      keys[i] = pair.publicKey();
      signatures[i] = pair.sign(message);
    }
  }

  /**
   * How long a full batch of good signatures takes.
   *
   * @throws IllegalStateException if one is refused, which would be a fault of the code
   */
  long nanosOfBatch(LongSupplier nanoClock) {
    long start = nanoClock.getAsLong();
    for (int i = 0; i < SIZE; i++) {
      add(i, message);
    }
    expectCulprits(0);
    return nanoClock.getAsLong() - start;
  }

  /** Verifies batches with one culprit and with so many that each is judged alone. */
  void findCulprits() {
    add(0, otherMessage);
    for (int i = 1; i < SIZE / 2; i++) {
      add(i, message);
    }
    expectCulprits(1);
    for (int i = 0; i < SIZE / 4; i++) {
      add(i, otherMessage);
    }
    expectCulprits(SIZE / 4);
  }

  private void add(int i, byte[] signed) {
    batch.add(keys[i], 0, signatures[i], 0, signed, 0, MESSAGE_LENGTH);
  }

  private void expectCulprits(int expected) {
    int found = batch.verify().cardinality();
    if (found != expected) {
      throw new IllegalStateException(
          "of the generated signatures %d were refused, not %d".formatted(found, expected));
    }
  }
}
