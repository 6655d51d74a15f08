package io.timecoin.protocol.ed25519;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How a process verifies batches: in plain Java, or in eight lanes at a time where the processor
 * and the Java runtime can. One object per process, shared by all workers; thread-safe.
 *
 * <p>Lanes need the module {@code jdk.incubator.vector} ({@code --add-modules
 * jdk.incubator.vector}) and vectors of 512 bits (AVX-512). Until the runtime has compiled it,
 * their code is hundreds of times slower than later: batches are verified in plain Java until
 * {@link #warmUp} is over. The verdicts are the same.
 */
public final class BatchVerification {
  /**
   * Batches in lanes for each that they are compared with: the lanes have by far the most to be
   * compiled, and get most of the warm-up's time.
   */
  static final int ROUNDS_PER_COMPARISON = 4;

  private final boolean lanesPresent;
  private volatile boolean usingLanes;

  private BatchVerification(boolean lanesPresent) {
    this.lanesPresent = lanesPresent;
  }

  /** Plain Java, on any processor. */
  public static BatchVerification inPlainJava() {
    return new BatchVerification(false);
  }

  /** Lanes where they are present, once warmed up; otherwise plain Java. */
  public static BatchVerification bestPresent() {
    return new BatchVerification(VectorSupport.isPresent());
  }

  /** Whether this process could compute in lanes. */
  public boolean areLanesPresent() {
    return lanesPresent;
  }

  /** Whether batches are verified in lanes from now on. */
  public boolean isUsingLanes() {
    return usingLanes;
  }

  /**
   * Verifies generated signatures in both ways, on the calling thread, until the lanes have been
   * faster and {@code least} is over; or gives up after four times that, and plain Java remains in
   * use. Without lanes, it warms up the code for plain Java for as long as {@code least}.
   *
   * @param least about 3 s are enough for the runtime's compiler
   * @param nanoClock reads a clock in nanoseconds, as {@link System#nanoTime} does
   */
  public void warmUp(Duration least, LongSupplier nanoClock) {
    long start = nanoClock.getAsLong();
    GeneratedSignatures signed = new GeneratedSignatures();
    WarmUp scalar =
        new WarmUp(new ScalarBatchEngine(SignatureBatch.CAPACITY, new SecureRandom()), signed);
    WarmUp lanes = lanesPresent ? new WarmUp(newLanes(new SecureRandom()), signed) : scalar;
    boolean lanesAreFaster = false;
    long passed = 0;
    for (int round = 0;
        passed < least.toNanos()
            || (lanesPresent && !lanesAreFaster && passed < 4 * least.toNanos());
        round++) {
      long nanos = lanes.nanosOfBatch(nanoClock);
      if (round % ROUNDS_PER_COMPARISON == 0) {
        lanesAreFaster = nanos < scalar.nanosOfBatch(nanoClock);
        lanes.findCulprits();
      }
      passed = nanoClock.getAsLong() - start;
    }
    usingLanes = lanesPresent && lanesAreFaster;
  }

  /**
   * A batch for one worker.
   *
   * @param random unpredictable for whoever makes signatures; used by the worker alone or
   *     thread-safe
   */
  public SignatureBatch newBatch(SecureRandom random) {
    BatchEngine scalar = new ScalarBatchEngine(SignatureBatch.CAPACITY, random);
    if (!lanesPresent) {
      return new SignatureBatch(() -> scalar);
    }
    BatchEngine lanes = newLanes(random);
    return new SignatureBatch(() -> usingLanes ? lanes : scalar);
  }

  /** Loads the classes that need the Vector API, so only to be called where it is present. */
  private static BatchEngine newLanes(RandomGenerator random) {
    return new LaneBatchEngine(SignatureBatch.CAPACITY, random);
  }
}
