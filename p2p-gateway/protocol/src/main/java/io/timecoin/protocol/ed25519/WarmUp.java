package io.timecoin.protocol.ed25519;

import java.util.function.LongSupplier;

/**
 * Batches of generated signatures, verified so that the runtime compiles all of an engine's code.
 * One object per thread.
 */
final class WarmUp {
  private static final int SIZE = GeneratedSignatures.COUNT;

  private final GeneratedSignatures signed;
  private final SignatureBatch batch;

  WarmUp(BatchEngine engine, GeneratedSignatures signed) {
    this.batch = new SignatureBatch(() -> engine);
    this.signed = signed;
  }

  /**
   * How long a full batch of good signatures takes.
   *
   * @throws IllegalStateException if one is refused, which would be a fault of the code
   */
  long nanosOfBatch(LongSupplier nanoClock) {
    long start = nanoClock.getAsLong();
    for (int i = 0; i < SIZE; i++) {
      signed.addGood(i, batch);
    }
    expectCulprits(0);
    return nanoClock.getAsLong() - start;
  }

  /** Verifies batches with one culprit and with so many that each is judged alone. */
  void findCulprits() {
    signed.addBad(0, batch);
    for (int i = 1; i < SIZE / 2; i++) {
      signed.addGood(i, batch);
    }
    expectCulprits(1);
    for (int i = 0; i < SIZE / 4; i++) {
      signed.addBad(i, batch);
    }
    expectCulprits(SIZE / 4);
  }

  private void expectCulprits(int expected) {
    int found = batch.verify().cardinality();
    if (found != expected) {
      throw new IllegalStateException(
          "of the generated signatures %d were refused, not %d".formatted(found, expected));
    }
  }
}
